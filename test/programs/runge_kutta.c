/* Classical Runge-Kutta for the Lorenz system: local arrays, a static helper with an output parameter. */
#define IN 6
#define OUT 3
#include "program.h"

static void lorenz(const real *parameters, const real *u, real *du) {
  du[0] = parameters[0] * (u[1] - u[0]);
  du[1] = u[0] * (parameters[1] - u[2]) - u[1];
  du[2] = u[0] * u[1] - parameters[2] * u[2];
}

FUNCTION void runge_kutta(const real *x, real *y, int n) {
  real u[3], k[4][3], stage[3];
  const real h = 0.05;
  for (int i = 0; i < 3; i++) u[i] = x[i];
  for (int step = 0; step < 4 * n; step++) {
    lorenz(x + 3, u, k[0]);
    for (int s = 1; s < 4; s++) {
      const double fraction = s == 3 ? 1.0 : 0.5;
      for (int i = 0; i < 3; i++) stage[i] = u[i] + fraction * h * k[s - 1][i];
      lorenz(x + 3, stage, k[s]);
    }
    for (int i = 0; i < 3; i++) u[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
  }
  for (int i = 0; i < 3; i++) y[i] = u[i];
}

ARRAY_OF_ARRAY(runge_kutta)
