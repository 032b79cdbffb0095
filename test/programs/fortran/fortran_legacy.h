/* The Fortran of old, with assumed-size arrays, increments, labels, goto and EQUIVALENCE. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real fortran_legacy(const real *x, int n) {
  real a[4] = {x[0], x[1] * x[1] + 1, x[2], 0}, y[8] = {0}, s = 0;
  a[3] = a[1] * x[3];
  for (int i = 0; i < 4; i++) y[2 * i] += x[4] * a[i];
  for (int i = 0; i < n; i++) y[i] += x[5] * x[n - 1 - i];
  for (int k = 1; k <= 8; k++) {
    if (k < 4) s += y[k - 1];
    else if (k == 4) s *= y[k - 1];
    else s -= (y[k - 1] * y[k - 1] + 1) * 0.1;
  }
  return s;
}

VALUE_OF_ARRAY(fortran_legacy)
