/* A recursive enum in boxes, an expression that is built and evaluated. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_expression(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i + 3 <= n; i += 3)
    s += exp(x[i] * x[i] - 0.5 * x[i + 1]) + x[i + 2] * x[i + 1] * x[i + 1];
  return s;
}

VALUE_OF_SLICE(rust_expression)
