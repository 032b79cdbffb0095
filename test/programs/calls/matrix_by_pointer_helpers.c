/* BLAS-like helpers on parts of one array, with strides and transposes. */
#define IN 18
#define OUT 9
#include "program.h"

static void product(const real *a, int ra, int ca, const real *b, int rb, int cb, real *c, int n) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      real sum = 0;
      for (int k = 0; k < n; k++) sum += a[i * ra + k * ca] * b[k * rb + j * cb];
      c[i * n + j] = sum;
    }
}
FUNCTION void matrix_by_pointer_helpers(const real *x, real *y, int n) {
  real t[9];
  product(x, 3, 1, x + 9, 1, 3, t, n / 6);
  product(t, 1, 3, x, 3, 1, y, n / 6);
}

ARRAY_OF_ARRAY(matrix_by_pointer_helpers)
