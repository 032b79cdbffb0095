/* Character arguments beside active ones. */
#define IN 9
#define OUT 1
#include "program.h"

FUNCTION real fortran_character(const real *x, int n) {
  real s = 0;
  for (int i = 1; i <= n; i++) {
    const real v = x[i - 1];
    s += i % 3 == 0 ? tanh(v) : i % 3 == 1 ? v * v : 6 * v;
  }
  return s * x[0] + x[1] * x[1];
}

VALUE_OF_ARRAY(fortran_character)
