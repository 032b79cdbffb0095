/* Array sections on both sides, with strides, and a scalar spread over an array. */
#define IN 14
#define OUT 14
#include "program.h"

FUNCTION void fortran_slices(const real *x, real *y, int n) {
  for (int i = 0; i < n; i++) y[i] = 0.5;
  for (int i = 1; i < n - 1; i++) y[i] = x[i - 1] * x[i + 1] - 2 * x[i];
  for (int i = 0; i < n; i += 2) y[i] *= x[i];
  y[n - 1] += x[0] * x[0] * x[0];
}

ARRAY_OF_ARRAY(fortran_slices)
