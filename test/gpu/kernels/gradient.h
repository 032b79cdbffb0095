/* Gradients that threads made, beside central differences of the same functions in plain C. */
#pragma once
#include "drive.h"

enum { n = 40, threads = 16 };
static const tsad_gpu_dim3 grid = {.x = 3}, block = {.x = threads};
static double in[3 * n];

static double seed_of(int i) { return 0.3 + 0.1 * (i % 7); }

/* Of `count` numbers, each moved by a little, with an error of fourth order. */
static void compare(double (*primal)(void), const double *gradient, int count, double tolerance) {
  for (int k = 0; k < count; k++) {
    const double at = in[k], h = 2e-4;
    double moved[4];
    for (int s = 0; s < 4; s++) in[k] = at + h * (s < 2 ? s - 2 : s - 1), moved[s] = primal();
    in[k] = at;
    expect_near(gradient[k], (8 * (moved[2] - moved[1]) - (moved[3] - moved[0])) / (12 * h), tolerance);
  }
}

/* A kernel with parameters x, dx, y, dy and n; `count` numbers are in x, and n in y. */
static void of_doubles(const tsad_gpu_kernel *kernel, double (*primal)(void), int count) {
  double x[3 * n], dx[3 * n] = {0}, y[n], dy[n];
  for (int i = 0; i < count; i++) x[i] = in[i] = random_number() + 0.4 * (i % 3);
  for (int i = 0; i < n; i++) dy[i] = seed_of(i);
  double *px = x, *pdx = dx, *py = y, *pdy = dy;
  int size = n;
  void *args[] = {&px, &pdx, &py, &pdy, &size};
  launch(kernel, grid, block, 0, args);
  compare(primal, dx, count, 1e-8);
}
