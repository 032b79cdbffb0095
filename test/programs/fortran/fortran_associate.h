/* Block and associate constructs with named constants, and nested scopes. */
#define IN 10
#define OUT 1
#include "program.h"

FUNCTION real fortran_associate(const real *x, int n) {
  real s = x[1], last = 0;
  for (int i = 1; i < n / 2; i++) {
    last = x[2 * i + 1] + 0.75 * (x[2 * i] - x[2 * i - 2]) * n * x[2 * i];
    s += last;
  }
  return s * last + 1.0 / n;
}

VALUE_OF_ARRAY(fortran_associate)
