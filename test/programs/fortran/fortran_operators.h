/* A type for vectors with overloaded operators and assignment. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real fortran_operators(const real *x, int n) {
  real a[3] = {x[0], x[1], x[2]}, s = 0;
  const real *w = x + 3;
  for (int t = 0; t < 4; t++) {
    const real b[3] = {w[1] * a[2] - w[2] * a[1], w[2] * a[0] - w[0] * a[2], w[0] * a[1] - w[1] * a[0]};
    for (int i = 0; i < 3; i++) a[i] += 0.1 * b[i];
  }
  for (int i = 0; i < 3; i++) s += a[i] * a[i] + a[i] * w[i];
  return s;
}

VALUE_OF_ARRAY(fortran_operators)
