/* Two-dimensional arrays, column by column: a product and a polynomial of its elements. */
#define IN 12
#define OUT 1
#include "program.h"

FUNCTION real fortran_matrix(const real *x, int n) {
  real c[3][3] = {{0}};
  for (int j = 0; j < 3; j++)
    for (int k = 0; k < n / 3; k++)
      for (int i = 0; i < 3; i++) c[i][j] += x[i + 3 * k] * x[j + 3 * k];
  return c[0][0] * c[1][1] * c[2][2] + c[0][1] * c[1][2] - c[2][0] * c[2][0];
}

VALUE_OF_ARRAY(fortran_matrix)
