/* Matrices with sizes in the type, with operators and a transpose. */
#define IN 7
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_const_generic(const real *x, size_t n) {
  real g[2][2] = {{0}};
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      for (int k = 0; k < 3; k++) g[i][j] += x[3 * i + k] * x[3 * j + k];
  return g[0][0] * g[1][1] - g[0][1] * g[1][0] * x[n - 1];
}

VALUE_OF_SLICE(rust_const_generic)
