/* Drives warps.cu. What a shuffle gives is worked out here from the definition in the PTX manual, lane by lane. */
#include "drive.h"

TSAD_GPU_KERNEL(shuffles);
TSAD_GPU_KERNEL(float_shuffles);
TSAD_GPU_KERNEL(warp_sum);
TSAD_GPU_KERNEL(votes);
TSAD_GPU_KERNEL(pipeline);
TSAD_GPU_KERNEL(reducing);
TSAD_GPU_KERNEL(warp_exchange);
TSAD_GPU_KERNEL(tickets);
TSAD_GPU_KERNEL(written_after);
TSAD_GPU_KERNEL(hasty);
TSAD_GPU_KERNEL(deadlocked);
TSAD_GPU_KERNEL(unmasked);
TSAD_GPU_KERNEL(mismatched);

typedef tsad_gpu_dim3 d3;
enum { THREADS = 64, BLOCKS = 2, ALL = THREADS * BLOCKS };

/*
 * The lane that `lane` reads, in words: a segment of `width` lanes begins at a multiple of it. Up and down stay at home where
 * they would leave the segment, and so does an index or a partner behind its end.
 */
static int source(char mode, int lane, int step, int width) {
  const int start = lane / width * width, end = start + width;
  int from = lane;
  if (mode == 'u') from = lane - step;
  if (mode == 'd') from = lane + step;
  if (mode == 'x') from = lane ^ step;
  if (mode == 'i') from = start + step % width;
  if (mode == 'u') return from < start ? lane : from;
  return from >= end ? lane : from;
}

static void shuffle_case(int width, unsigned mask) {
  int v[ALL], step[ALL], got[4 * ALL], seen[ALL] = {0};
  for (int i = 0; i < ALL; i++) {
    v[i] = rand();
    step[i] = rand() % 32;
  }
  /* Butterflies are asked for partners by all lanes alike. */
  int bound = (32 - width) << 8 | 31;
  void *pv = v, *ps = step, *pg = got, *pi = seen;
  launch(&TSAD_GPU_NAME(shuffles), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0,
         (void *[]){&pv, &ps, &bound, &mask, &pg, &pi});
  const char *modes = "iudx";
  for (int m = 0; m < 4; m++) {
    for (int i = 0; i < ALL; i++) {
      const int lane = i % 32, from = source(modes[m], lane, step[i], width);
      if ((mask >> lane & 1) == 0 || (mask >> from & 1) == 0) continue;
      expect_near(got[m * ALL + i], v[i - lane + from], 0);
    }
  }
}

static void test_shuffles(void) {
  for (int width = 32; width >= 2; width /= 2) shuffle_case(width, 0xffffffffu);
  shuffle_case(32, 0x0000ffffu);
  shuffle_case(16, 0x5aa5c3f1u);
}

static void test_float_shuffles(void) {
  float v[ALL], got[ALL];
  for (int i = 0; i < ALL; i++) v[i] = (float)(rand() % 100);
  float *pv = v, *pg = got;
  launch(&TSAD_GPU_NAME(float_shuffles), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0, (void *[]){&pv, &pg});
  for (int i = 0; i < ALL; i++) {
    const int lane = i % 32, first = i - lane;
    const float wanted = v[lane + 4 < 32 ? i + 4 : i] + v[i ^ 1] + v[lane >= 2 ? i - 2 : i] + v[first + 3];
    expect_near(got[i], wanted, 0);
  }
}

static void test_warp_sum(void) {
  double x[500], out[4], wanted[4] = {0};
  int n = 500;
  for (int i = 0; i < n; i++) wanted[i / 128] += x[i] = random_number();
  double *px = x, *po = out;
  launch(&TSAD_GPU_NAME(warp_sum), (d3){.x = 4}, (d3){.x = 128}, 0, (void *[]){&px, &po, &n});
  for (int i = 0; i < 4; i++) expect_near(out[i], wanted[i], 1e-13);
}

static void test_votes(void) {
  int v[ALL];
  unsigned got[8 * ALL];
  for (int i = 0; i < ALL; i++) v[i] = i < 32 ? 3 + rand() % 3 : rand() % 8;
  void *pv = v, *pg = got;
  launch(&TSAD_GPU_NAME(votes), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0, (void *[]){&pv, &pg});
  for (int i = 0; i < ALL; i++) {
    unsigned above = 0, equal = 0, high = 0, positive = 1, any = 0;
    for (int k = 0; k < 32; k++) {
      const int other = v[i / 32 * 32 + k];
      above |= (unsigned)(other > 2) << k;
      equal |= (unsigned)(other == v[i]) << k;
      high |= (unsigned)(other > 4) << k;
      positive &= other > 0;
      any |= other > 6;
    }
    expect_near(got[i], above, 0);
    expect_near(got[ALL + i], positive, 0);
    expect_near(got[2 * ALL + i], any, 0);
    expect_near(got[3 * ALL + i], above == 0 || above == 0xffffffffu, 0);
    expect_near(got[4 * ALL + i], equal, 0);
    expect_near(got[5 * ALL + i], equal, 0);
    expect_near(got[6 * ALL + i], v[i] > 2 ? above : 0, 0);
    expect_near(got[7 * ALL + i], v[i] > 2 ? high : 0, 0);
  }
}

static void test_pipeline(void) {
  enum { ROUNDS = 5, HALF = 64 };
  float x[ROUNDS * HALF], y[ROUNDS * HALF];
  int rounds = ROUNDS;
  for (int i = 0; i < ROUNDS * HALF; i++) x[i] = (float)i;
  float *px = x, *py = y;
  launch(&TSAD_GPU_NAME(pipeline), (d3){.x = 1}, (d3){.x = 2 * HALF}, 0, (void *[]){&px, &py, &rounds});
  for (int i = 0; i < ROUNDS * HALF; i++) expect_near(y[i], 2 * x[i / HALF * HALF + HALF - 1 - i % HALF], 0);
}

static void test_reducing(void) {
  int v[ALL], out[3 * BLOCKS], counts[BLOCKS] = {0};
  for (int i = 0; i < ALL; i++) {
    v[i] = 1 + rand() % 8 - (i == THREADS + 5 ? 20 : 0);
    counts[i / THREADS] += v[i] > 2;
  }
  void *pv = v, *po = out;
  launch(&TSAD_GPU_NAME(reducing), (d3){.x = BLOCKS}, (d3){.x = THREADS}, 0, (void *[]){&pv, &po});
  for (int b = 0; b < BLOCKS; b++) {
    expect_near(out[3 * b], counts[b], 0);
    expect_near(out[3 * b + 1], b == 0, 0);
    expect_near(out[3 * b + 2], 0, 0);
  }
}

static void test_warp_exchange(void) {
  int out[32], yes = 1;
  void *po = out;
  launch(&TSAD_GPU_NAME(warp_exchange), (d3){.x = 1}, (d3){.x = 32}, 0, (void *[]){&po, &yes});
  for (int t = 0; t < 32; t++) expect_near(out[t], (31 - t) * (31 - t), 0);
}

static void test_tickets(void) {
  unsigned out[2];
  void *po = out;
  launch(&TSAD_GPU_NAME(tickets), (d3){.x = 1}, (d3){.x = 64}, 0, (void *[]){&po});
  /* Counting up to 6 and then from 0, 64 times; and down from 5 to 0 and then from 6. */
  expect_near(out[0], 64 % 7, 0);
  expect_near(out[1], ((5 - 64) % 7 + 7) % 7, 0);
}

static void tell(const char *name, const tsad_gpu_kernel *kernel, unsigned threads, void **args) {
  tsad_gpu_options options = tsad_gpu_defaults();
  tsad_gpu_result result;
  options.report = fopen("/dev/null", "w");
  tsad_gpu_launch(kernel, (d3){.x = 1}, (d3){.x = threads}, 0, args, &options, &result);
  fclose(options.report);
  printf("%s|%d|%llu|%s\n", name, result.status, (unsigned long long)result.races, result.message);
}

int main(void) {
  const unsigned one[] = {32, 0}, both[] = {32, 64, 0};
  run_case("shuffles", test_shuffles, one);
  run_case("float_shuffles", test_float_shuffles, one);
  run_case("warp_sum", test_warp_sum, one);
  run_case("votes", test_votes, one);
  run_case("pipeline", test_pipeline, both);
  run_case("reducing", test_reducing, both);
  run_case("warp_exchange", test_warp_exchange, one);
  run_case("tickets", test_tickets, both);
  int out[32], no = 0;
  void *po = out;
  tell("unsynchronised", &TSAD_GPU_NAME(warp_exchange), 32, (void *[]){&po, &no});
  tell("deadlocked", &TSAD_GPU_NAME(deadlocked), 32, (void *[]){&po});
  tell("unmasked", &TSAD_GPU_NAME(unmasked), 32, (void *[]){&po});
  tell("mismatched", &TSAD_GPU_NAME(mismatched), 32, (void *[]){&po});
  tell("written_after", &TSAD_GPU_NAME(written_after), 32, (void *[]){&po});
  float x[256] = {0}, y[256], *px = x, *py = y;
  int rounds = 4;
  tell("hasty", &TSAD_GPU_NAME(hasty), 128, (void *[]){&px, &py, &rounds});
  return 0;
}
