/* The gradient kernels of lanes.cu beside central differences of the same functions in plain C. */
#include "gradient.h"

TSAD_GPU_KERNEL(reduce_grad);
TSAD_GPU_KERNEL(spread_grad);
TSAD_GPU_KERNEL(segments_grad);

enum { warp = 32, all = 64 };
static double x_at(int i, double other) { return i < n ? in[i] : other; }

static double square_sum(int first) {
  double sum = 0;
  for (int i = first; i < first + warp; i++) sum += x_at(i, 0) * x_at(i, 0);
  return sum;
}

static double reduce(void) { return seed_of(0) * square_sum(0) + seed_of(1) * square_sum(warp); }

static double spread(void) {
  double total = 0;
  for (int i = 0; i < n; i++) {
    const int first = i / warp * warp;
    const double sum = square_sum(first);
    total += seed_of(i) * (sum * x_at(first + 3, 1) * in[i] + sum);
  }
  return total;
}

static double segments(void) {
  double total = 0;
  for (int i = 0; i < n; i++) {
    const int lane = i % 8, first = i - lane;
    const double own = in[i], before = x_at(lane >= 3 ? i - 3 : i, 1), after = x_at(lane + 5 < 8 ? i + 5 : i, 1);
    total += seed_of(i) * (before * after * after + x_at(first + (lane ^ 6), 1) * x_at(first + 2, 1) * own);
  }
  return total;
}

static void of_floats(const tsad_gpu_kernel *kernel, double (*primal)(void)) {
  const tsad_gpu_dim3 two = {.x = 2}, warps = {.x = warp};
  float x[n], dx[n] = {0}, y[all], dy[all];
  double gradient[n];
  for (int i = 0; i < n; i++) in[i] = x[i] = (float)(random_number() + 0.4 * (i % 3));
  for (int i = 0; i < all; i++) dy[i] = (float)seed_of(i);
  float *px = x, *pdx = dx, *py = y, *pdy = dy;
  int size = n;
  void *args[] = {&px, &pdx, &py, &pdy, &size};
  launch(kernel, two, warps, 0, args);
  for (int i = 0; i < n; i++) gradient[i] = dx[i];
  compare(primal, gradient, n, 1e-5);
}

static void test_reduce(void) { of_floats(&TSAD_GPU_NAME(reduce_grad), reduce); }
static void test_spread(void) { of_floats(&TSAD_GPU_NAME(spread_grad), spread); }
static void test_segments(void) { of_floats(&TSAD_GPU_NAME(segments_grad), segments); }

int main(void) {
  const unsigned warps[] = {32, 0};
  how.report = stdout;
  run_case("reduce", test_reduce, warps);
  run_case("spread", test_spread, warps);
  run_case("segments", test_segments, warps);
  return 0;
}
