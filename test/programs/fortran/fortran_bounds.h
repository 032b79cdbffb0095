/* Lower bounds of their own, lbound and ubound, and a halo around a grid. */
#define IN 8
#define OUT 8
#include "program.h"

FUNCTION void fortran_bounds(const real *x, real *y, int n) {
  for (int i = 0; i < n; i++) {
    const real left = x[(i + n - 1) % n], right = x[(i + 1) % n];
    y[i] = (left * right - 0.5 * x[i] * x[i]) * x[n - 1 - i];
  }
}

ARRAY_OF_ARRAY(fortran_bounds)
