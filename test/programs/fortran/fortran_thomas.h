/* A tridiagonal solver with automatic work arrays, for the lines of a grid. */
#define IN 6
#define OUT 6
#include "program.h"

static void fortran_thomas_solve(const real *l, const real *d, const real *u, real *r, int n) {
  real diag[IN];
  for (int i = 0; i < n; i++) diag[i] = d[i];
  for (int i = 1; i < n; i++) {
    const real f = l[i] / diag[i - 1];
    diag[i] -= f * u[i - 1];
    r[i] -= f * r[i - 1];
  }
  r[n - 1] /= diag[n - 1];
  for (int i = n - 2; i >= 0; i--) r[i] = (r[i] - u[i] * r[i + 1]) / diag[i];
}

FUNCTION void fortran_thomas(const real *x, real *y, int n) {
  real l[IN], d[IN], u[IN], g[2][IN];
  for (int i = 0; i < n; i++) {
    l[i] = -0.2 * x[i], u[i] = -0.3 * x[n - 1 - i], d[i] = 2 + x[i] * x[i];
    g[0][i] = x[i], g[1][i] = x[i] * x[i];
  }
  for (int t = 0; t < 2; t++) {
    fortran_thomas_solve(l, d, u, g[0], n);
    fortran_thomas_solve(u, d, l, g[1], n);
  }
  for (int i = 0; i < n; i++) y[i] = g[0][i] + g[1][i];
}

ARRAY_OF_ARRAY(fortran_thomas)
