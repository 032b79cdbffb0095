/* The gradients of shared.cu beside central differences of the same functions in plain C. */
#include "gradient.h"

TSAD_GPU_KERNEL(stencil_gradient);
TSAD_GPU_KERNEL(block_sum_gradient);
TSAD_GPU_KERNEL(passes_gradient);
TSAD_GPU_KERNEL(squares_gradient);

static double x_at(int i) { return i >= 0 && i < n ? in[i] : 0; }

static double stencil(void) {
  double total = 0;
  for (int i = 0; i < n; i++) total += seed_of(i) * (x_at(i - 1) * x_at(i) + x_at(i + 1) * x_at(i + 1));
  return total;
}

static double block_sum(void) {
  double total = 0;
  for (int i = 0; i < n; i++) total += seed_of(i / threads) * in[i] * in[i];
  return total;
}

static double passes(void) {
  double total = 0;
  for (int b = 0; b < 3; b++) {
    double line[threads], next[threads];
    for (int t = 0; t < threads; t++) line[t] = b * threads + t < n ? in[b * threads + t] : 1;
    for (int k = 0; k < 4; k++) {
      for (int t = 0; t < threads; t++) next[t] = line[t] * line[(t + 1) % threads] * 0.9;
      for (int t = 0; t < threads; t++) line[t] = next[t];
    }
    for (int t = 0; t < threads && b * threads + t < n; t++)
      total += seed_of(b * threads + t) * line[(t + 3) % threads];
  }
  return total;
}

static double squares(void) {
  double total = 0;
  for (int i = 0; i < n; i++) total += (seed_of(i) + 0.5) * 2.25 * in[i] * in[i];
  return total;
}

static void test_stencil(void) { of_doubles(&TSAD_GPU_NAME(stencil_gradient), stencil, n); }
static void test_block_sum(void) { of_doubles(&TSAD_GPU_NAME(block_sum_gradient), block_sum, n); }
static void test_squares(void) { of_doubles(&TSAD_GPU_NAME(squares_gradient), squares, n); }

static void test_passes(void) {
  float x[n], dx[n] = {0}, y[n], dy[n];
  double all[n];
  for (int i = 0; i < n; i++) in[i] = x[i] = (float)(0.9 + 0.3 * random_number()), dy[i] = (float)seed_of(i);
  float *px = x, *pdx = dx, *py = y, *pdy = dy;
  int size = n;
  void *args[] = {&px, &pdx, &py, &pdy, &size};
  launch(&TSAD_GPU_NAME(passes_gradient), grid, block, 0, args);
  for (int i = 0; i < n; i++) all[i] = dx[i];
  compare(passes, all, n, 1e-5);
}

int main(void) {
  const unsigned warps[] = {32, 64, 0};
  how.report = stdout;
  run_case("stencil", test_stencil, warps);
  run_case("block_sum", test_block_sum, warps);
  run_case("passes", test_passes, warps);
  run_case("squares", test_squares, warps);
  return 0;
}
