/* Drives waves.cu. */
#include "drive.h"

TSAD_GPU_KERNEL(butterfly);
TSAD_GPU_KERNEL(dpp_sum);
TSAD_GPU_KERNEL(swizzles);
TSAD_GPU_KERNEL(meetings);
TSAD_GPU_KERNEL(called);
TSAD_GPU_KERNEL(wave_exchange);
TSAD_GPU_KERNEL(implicit_sizes);

typedef tsad_gpu_dim3 d3;
enum { THREADS = 128, BLOCKS = 2, ALL = THREADS * BLOCKS };

static int wave(void) { return how.warp_size == 0 ? 64 : (int)how.warp_size; }

static void test_butterfly(void) {
  float x[ALL], out[ALL];
  int size = wave();
  for (int i = 0; i < ALL; i++) x[i] = (float)(rand() % 1000);
  void *px = x, *po = out;
  launch(&TSAD_GPU_NAME(butterfly), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0, (void *[]){&px, &po, &size});
  for (int i = 0; i < ALL; i++) {
    float sum = 0;
    for (int k = 0; k < size; k++) sum += x[i / size * size + k];
    expect_near(out[i], sum, 0);
  }
}

static void test_dpp_sum(void) {
  float x[ALL], out[ALL];
  for (int i = 0; i < ALL; i++) x[i] = (float)(rand() % 1000);
  void *px = x, *po = out;
  launch(&TSAD_GPU_NAME(dpp_sum), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0, (void *[]){&px, &po});
  for (int i = 0; i < ALL; i++) {
    float sum = 0;
    for (int k = 0; k < 64; k++) sum += x[i / 64 * 64 + k];
    expect_near(out[i], sum, 0);
  }
}

static void test_swizzles(void) {
  int v[ALL], got[5 * ALL];
  for (int i = 0; i < ALL; i++) v[i] = rand();
  void *pv = v, *pg = got;
  launch(&TSAD_GPU_NAME(swizzles), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0, (void *[]){&pv, &pg});
  for (int i = 0; i < ALL; i++) {
    expect_near(got[i], v[i ^ 1], 0);
    expect_near(got[ALL + i], v[i & ~1], 0);
    expect_near(got[2 * ALL + i], v[i ^ 1], 0);
    expect_near(got[3 * ALL + i], v[i ^ 3], 0);
    expect_near(got[4 * ALL + i], v[i / wave() * wave()], 0);
  }
}

static void test_meetings(void) {
  int turns[ALL];
  unsigned long long got[4 * ALL];
  for (int i = 0; i < ALL; i++) turns[i] = rand() % 6;
  void *pt = turns, *pg = got;
  launch(&TSAD_GPU_NAME(meetings), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0, (void *[]){&pt, &pg});
  for (int i = 0; i < ALL; i++) {
    const int first = i / wave() * wave();
    unsigned long long rounds = 0, more = 0, all = 0;
    int leader[2] = {-1, -1};
    for (int k = 0; k < turns[i]; k++) {
      int there = 0;
      for (int l = 0; l < wave(); l++) there += turns[first + l] > k;
      rounds = rounds * 3 + (unsigned)there;
    }
    for (int l = 0; l < wave(); l++) {
      const int many = turns[first + l] > 2;
      more |= (unsigned long long)many << l;
      all |= 1ull << l;
      if (leader[many] < 0) leader[many] = l;
    }
    expect_near((double)got[i], (double)rounds, 0);
    if (got[ALL + i] != more || got[3 * ALL + i] != all) total.error = 1;
    expect_near((double)got[2 * ALL + i], turns[i] > 2 ? leader[1] : 100 + leader[0], 0);
  }
}

static void test_called(void) {
  int turns[ALL], got[ALL];
  for (int i = 0; i < ALL; i++) turns[i] = rand() % 6;
  void *pt = turns, *pg = got;
  launch(&TSAD_GPU_NAME(called), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0, (void *[]){&pt, &pg});
  for (int i = 0; i < ALL; i++) {
    int leader = 0;
    while ((turns[i / wave() * wave() + leader] ^ turns[i]) & 1) leader++;
    expect_near(got[i], (turns[i] & 1 ? 0 : 1000) + leader, 0);
  }
}

static void test_wave_exchange(void) {
  int out[32], yes = 1;
  void *po = out;
  launch(&TSAD_GPU_NAME(wave_exchange), (d3){.x = 1}, (d3){.x = 32}, 0, (void *[]){&po, &yes});
  for (int t = 0; t < 32; t++) expect_near(out[t], (31 - t) * (31 - t), 0);
}

static void test_implicit_sizes(void) {
  int out[3];
  void *po = out;
  launch(&TSAD_GPU_NAME(implicit_sizes), (d3){.x = 3, .y = 2}, (d3){.x = 16, .y = 4}, 0, (void *[]){&po});
  expect_near(out[0], 16, 0);
  expect_near(out[1], 3, 0);
  expect_near(out[2], 4, 0);
}

int main(void) {
  const unsigned large[] = {64, 0}, both[] = {32, 64, 0};
  run_case("butterfly", test_butterfly, both);
  run_case("dpp_sum", test_dpp_sum, large);
  run_case("swizzles", test_swizzles, both);
  run_case("meetings", test_meetings, both);
  run_case("called", test_called, both);
  run_case("wave_exchange", test_wave_exchange, both);
  run_case("implicit_sizes", test_implicit_sizes, large);
  int out[32], no = 0;
  void *po = out;
  tsad_gpu_options options = tsad_gpu_defaults();
  tsad_gpu_result result;
  options.report = fopen("/dev/null", "w");
  tsad_gpu_launch(&TSAD_GPU_NAME(wave_exchange), (d3){.x = 1}, (d3){.x = 32}, 0, (void *[]){&po, &no}, &options, &result);
  printf("unsynchronised|%d|%d\n", result.status, result.races > 0);
  return 0;
}
