/* Reductions along a dimension, sum and maxval with dim. */
#define IN 12
#define OUT 1
#include "program.h"

FUNCTION real fortran_reduce_dim(const real *x, int n) {
  const int m = n / 3;
  real rows[3] = {0}, s = 0;
  for (int j = 0; j < m; j++)
    for (int i = 0; i < 3; i++) rows[i] += x[3 * j + i] / m;
  for (int i = 0; i < 3; i++) s += rows[i] * rows[i];
  for (int j = 0; j < m; j++) {
    real most = x[3 * j] - rows[0], column = 0;
    for (int i = 0; i < 3; i++) {
      const real c = x[3 * j + i] - rows[i];
      if (VALUE(c) > VALUE(most)) most = c;
      column += x[3 * j + i] * x[3 * j + i];
      s += c * c;
    }
    s += most + column * (x[3 * j] - rows[0]);
  }
  return s;
}

VALUE_OF_ARRAY(fortran_reduce_dim)
