/* clang: 19
 * _Float16, which the target computes in single precision. */
#define IN 5
#define OUT 1
#define SCALAR _Float16
#include "program.h"

FUNCTION real half(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * x[i] - x[i] / (1 + x[(i + 2) % n]);
  return sum;
}

VALUE_OF_ARRAY(half)
