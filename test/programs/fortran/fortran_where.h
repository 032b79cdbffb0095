/* Where with elsewhere, merge, and if and select case inside a loop. */
#define IN 16
#define OUT 16
#include "program.h"

FUNCTION void fortran_where(const real *x, real *y, int n) {
  for (int i = 0; i < n; i++) y[i] = VALUE(x[i]) > 0.8 ? x[i] * x[i] : exp(x[i]);
  for (int i = 1; i <= n; i++) {
    const real v = x[i - 1];
    switch (i % 5) {
      case 0:
        y[i - 1] *= 2;
        break;
      case 1:
      case 2:
        y[i - 1] += VALUE(v) > 0.6 ? v : -v * v;
        break;
      default:
        if (VALUE(y[i - 1]) > 1.2) y[i - 1] = log(y[i - 1]);
    }
  }
}

ARRAY_OF_ARRAY(fortran_where)
