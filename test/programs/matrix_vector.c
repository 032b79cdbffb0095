/* y = A x with restrict, and then the squared norm. */
#define IN 30
#define OUT 1
#include "program.h"

static void multiply(const real *restrict a, const real *restrict x, real *restrict y, int rows, int columns) {
  for (int i = 0; i < rows; i++) {
    real sum = 0;
    for (int j = 0; j < columns; j++) sum += a[i * columns + j] * x[j];
    y[i] = sum;
  }
}

FUNCTION real matrix_vector(const real *x, int n) {
  real y[8], sum = 0;
  multiply(x + 5, x, y, n / 6, 5);
  for (int i = 0; i < n / 6; i++) sum += y[i] * y[i];
  return sum;
}

VALUE_OF_ARRAY(matrix_vector)
