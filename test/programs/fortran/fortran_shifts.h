/* Circular and end-off shifts of whole arrays, in a periodic scheme. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_shifts(const real *x, int n) {
  real u[IN], f[IN], s = 0;
  for (int i = 0; i < n; i++) u[i] = x[i];
  for (int t = 0; t < 3; t++) {
    for (int i = 0; i < n; i++) f[i] = 0.5 * u[i] * u[i];
    for (int i = 0; i < n; i++) u[i] -= 0.1 * (f[(i + 1) % n] - f[(i + n - 1) % n]);
  }
  for (int i = 0; i < n; i++) s += u[i] * u[i] + (i + 1 < n ? x[i + 1] * x[i] : 0);
  return s;
}

VALUE_OF_ARRAY(fortran_shifts)
