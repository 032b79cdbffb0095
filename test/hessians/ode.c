/* Two coupled oscillators by Runge and Kutta's method, every step with scratch memory of the heap. */
#include <math.h>
#include <stdlib.h>
#define N 6
static const double point[N] = {0.9, -0.3, 0.4, 1.2, 0.8, 0.25};
enum { STATE = 4 };

static void slopes(const double *y, double stiffness, double coupling, double *dy) {
  dy[0] = y[2];
  dy[1] = y[3];
  dy[2] = -stiffness * sin(y[0]) + coupling * (y[1] - y[0]);
  dy[3] = -stiffness * sin(y[1]) + coupling * (y[0] - y[1]) * y[1];
}
double value(const double *x) {
  const double h = 0.15;
  double *y = malloc(STATE * sizeof *y);
  for (int i = 0; i < STATE; i++) y[i] = x[i];
  for (int step = 0; step < 6; step++) {
    double *k = malloc(5 * STATE * sizeof *k), *at = k + 4 * STATE;
    slopes(y, x[4], x[5], k);
    for (int stage = 1; stage < 4; stage++) {
      for (int i = 0; i < STATE; i++)
        at[i] = y[i] + (stage == 3 ? h : h / 2) * k[(stage - 1) * STATE + i];
      slopes(at, x[4], x[5], k + stage * STATE);
    }
    for (int i = 0; i < STATE; i++)
      y[i] += h / 6 * (k[i] + 2 * k[STATE + i] + 2 * k[2 * STATE + i] + k[3 * STATE + i]);
    free(k);
  }
  const double result = y[0] * y[0] + y[1] * y[3];
  free(y);
  return result;
}
