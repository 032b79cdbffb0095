/* Arrays of fixed size, by value and in two dimensions. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_array(const real *x, size_t n) {
  real c[3][3] = {{0}};
  (void)n;
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      for (int k = 0; k < 3; k++) c[i][j] += x[3 * i + k] * x[3 * k + j];
  return c[0][0] * (c[1][1] * c[2][2] - c[1][2] * c[2][1]) + c[0][1] * c[2][0];
}

VALUE_OF_SLICE(rust_array)
