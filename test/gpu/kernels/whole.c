/* The gradient kernels of whole.cu beside central differences of the same functions in plain C. */
#include "gradient.h"

TSAD_GPU_KERNEL(scale_grad);
TSAD_GPU_KERNEL(powers_grad);
TSAD_GPU_KERNEL(filter_grad);

/* The inputs are in front, and behind them the numbers: n or n + 1, n + 1. */
static double scale(void) {
  double total = 0;
  for (int i = 0; i < n; i++) total += seed_of(i) * (in[n] * in[i] * in[i] + in[n + 1] * in[i / 2]);
  return total;
}

static double powers(void) {
  double total = 0;
  for (int i = 0; i < n; i++) total += seed_of(i) * in[n] * in[n] * in[i] * in[(i + 1) % n];
  return total;
}

static double filter(void) {
  double total = 0;
  for (int i = 0; i < n; i++) total += seed_of(i) * (in[n] * in[n] * in[i] - in[(i + 1) % n] * in[(i + 1) % n]);
  return total;
}

static void fill(void) {
  for (int i = 0; i < n + 2; i++) in[i] = random_number() + 0.4 * (i % 3);
}

static void test_scale(void) {
  double x[n], y[n], dy[n], all[n + 2] = {0};
  fill();
  for (int i = 0; i < n; i++) x[i] = in[i], dy[i] = seed_of(i);
  double *px = x, *pdx = all, *py = y, *pdy = dy, factor = in[n], shift = in[n + 1];
  double *dfactor = all + n, *dshift = all + n + 1;
  int size = n;
  void *args[] = {&py, &pdy, &px, &pdx, &factor, &dfactor, &shift, &dshift, &size};
  launch(&TSAD_GPU_NAME(scale_grad), grid, block, 0, args);
  compare(scale, all, n + 2, 1e-8);
}

typedef struct field {
  double *values;
  double factor;
  int count;
  double *results;
} field;

static void test_powers(void) {
  double x[n], y[n], dy[n], all[n + 1] = {0};
  fill();
  for (int i = 0; i < n; i++) x[i] = in[i], dy[i] = seed_of(i);
  field f = {x, in[n], n, y}, shadow = {all, 0, 0, dy}, *behind = &shadow;
  int size = n;
  void *args[] = {&f, &behind, &size};
  launch(&TSAD_GPU_NAME(powers_grad), grid, block, 0, args);
  all[n] = shadow.factor;
  compare(powers, all, n + 1, 1e-8);
}

static void test_filter(void) {
  float x[n], dx[n] = {0}, y[n], dy[n], dweight = 0;
  double all[n + 1];
  fill();
  for (int i = 0; i < n; i++) in[i] = x[i] = (float)in[i], dy[i] = (float)seed_of(i);
  float weight = (float)in[n], *px = x, *pdx = dx, *py = y, *pdy = dy, *pdweight = &dweight;
  in[n] = weight;
  int size = n;
  void *args[] = {&px, &pdx, &py, &pdy, &weight, &pdweight, &size};
  launch(&TSAD_GPU_NAME(filter_grad), grid, block, 0, args);
  for (int i = 0; i < n; i++) all[i] = dx[i];
  all[n] = dweight;
  compare(filter, all, n + 1, 1e-5);
}

int main(void) {
  const unsigned warps[] = {32, 64, 0};
  how.report = stdout;
  run_case("scale", test_scale, warps);
  run_case("powers", test_powers, warps);
  run_case("filter", test_filter, warps);
  return 0;
}
