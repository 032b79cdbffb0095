/* Procedures as arguments of an integrator, and variables of their module. */
#define IN 7
#define OUT 1
#include "program.h"

static void fortran_callback_rhs(int which, const real *x, double t, const real *y, real *dy) {
  if (which == 0) {
    dy[0] = y[1];
    dy[1] = -sin(y[0]) - 0.1 * t * y[1];
  } else {
    dy[0] = y[0] * (x[5] - y[1]);
    dy[1] = y[1] * (y[0] - x[6]);
  }
}

static void fortran_callback_rk4(int which, const real *x, real *y, real h, int steps) {
  for (int i = 0; i < steps; i++) {
    real k[4][2], z[2];
    for (int s = 0; s < 4; s++) {
      const real step = s == 0 ? 0 : s == 3 ? h : h / 2;
      for (int j = 0; j < 2; j++) z[j] = y[j] + (s ? step * k[s - 1][j] : 0);
      fortran_callback_rhs(which, x, VALUE(i * h + step), z, k[s]);
    }
    for (int j = 0; j < 2; j++) y[j] += h / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
  }
}

FUNCTION real fortran_callback(const real *x, int n) {
  real a[2] = {x[0], x[1]}, b[2] = {x[2], x[3]};
  fortran_callback_rk4(0, x, a, 0.1, 5);
  fortran_callback_rk4(1, x, b, x[4] / 10, 4);
  return a[0] * b[0] + a[1] * b[1];
}

VALUE_OF_ARRAY(fortran_callback)
