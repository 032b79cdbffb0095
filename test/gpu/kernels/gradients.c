/* The gradients of gradients.cu beside central differences of the same functions in plain C. */
#include "gradient.h"

TSAD_GPU_KERNEL(bodies_gradient);
TSAD_GPU_KERNEL(rounds_gradient);
TSAD_GPU_KERNEL(window_gradient);
TSAD_GPU_KERNEL(weighted_gradient);

static double bodies(void) {
  double total = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      double square = 0.01;
      for (int k = 0; k < 3; k++) square += (in[3 * i + k] - in[3 * j + k]) * (in[3 * i + k] - in[3 * j + k]);
      total += seed_of(i) / sqrt(square);
    }
  return total;
}

static double rounds(void) {
  double total = 0;
  for (int i = 0; i < n; i++) {
    double v = in[i];
    for (int k = 0; k < 8; k++) v = v * v * 0.5 + 0.3 * in[i / 2];
    total += seed_of(i) * v;
  }
  return total;
}

static double window(void) {
  double total = 0;
  for (int i = 0; i < n; i++) {
    double best = 0;
    for (int k = 0; k < 5; k++) best = fmax(best, in[(i + k) % n] * in[i]);
    total += seed_of(i) * best * in[(i + 2) % n] * in[i];
  }
  return total;
}

static double weighted(void) {
  double total = 0;
  for (int i = 0; i < n; i++) total += seed_of(i) * (in[0] * in[2 + i % 5] * in[2 + i % 5] + in[1]);
  return total;
}

static void test_bodies(void) { of_doubles(&TSAD_GPU_NAME(bodies_gradient), bodies, 3 * n); }
static void test_rounds(void) { of_doubles(&TSAD_GPU_NAME(rounds_gradient), rounds, n); }
static void test_window(void) { of_doubles(&TSAD_GPU_NAME(window_gradient), window, n); }

static void test_weighted(void) {
  float w[2] = {0.7f, 0.2f}, dw[2] = {0}, x[5], dx[5] = {0}, y[n], dy[n];
  int from[n];
  for (int i = 0; i < 5; i++) x[i] = (float)random_number();
  for (int i = 0; i < 2; i++) in[i] = w[i];
  for (int i = 0; i < 5; i++) in[2 + i] = x[i];
  for (int i = 0; i < n; i++) from[i] = i % 5, dy[i] = (float)seed_of(i);
  float *pw = w, *pdw = dw, *px = x, *pdx = dx, *py = y, *pdy = dy;
  int *pfrom = from, size = n;
  void *args[] = {&pw, &pdw, &pfrom, &px, &pdx, &py, &pdy, &size};
  launch(&TSAD_GPU_NAME(weighted_gradient), grid, block, 0, args);
  double all[7] = {dw[0], dw[1]};
  for (int i = 0; i < 5; i++) all[2 + i] = dx[i];
  compare(weighted, all, 7, 1e-5);
}

int main(void) {
  const unsigned warps[] = {32, 64, 0};
  how.report = stdout;
  run_case("bodies", test_bodies, warps);
  run_case("rounds", test_rounds, warps);
  run_case("window", test_window, warps);
  run_case("weighted", test_weighted, warps);
  return 0;
}
