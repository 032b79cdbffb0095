/* Two buffers of a solver in time, exchanged by move_alloc. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_move_alloc(const real *x, int n) {
  real u[2][IN], s = 0;
  for (int i = 0; i < n; i++) u[0][i] = x[i];
  for (int t = 0; t < 3; t++) {
    real *a = u[t % 2], *b = u[1 - t % 2];
    b[0] = a[0], b[n - 1] = a[n - 1];
    for (int i = 1; i < n - 1; i++) b[i] = a[i] + 0.2 * a[i] * (a[i + 1] - 2 * a[i] + a[i - 1]);
  }
  for (int i = 0; i < n; i++) s += u[1][i] * u[1][i];
  return s;
}

VALUE_OF_ARRAY(fortran_move_alloc)
