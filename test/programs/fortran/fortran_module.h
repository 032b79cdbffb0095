/* Procedures and constants of a module, pure and elemental functions, and a derived type. */
#define IN 10
#define OUT 1
#include "program.h"

FUNCTION real fortran_module(const real *x, int n) {
  static const double weights[4] = {0.5, 1.5, -0.25, 2};
  real s = 0;
  for (int i = 1; i < n; i++) {
    const real px = x[i - 1] / sqrt(1 + x[i - 1] * x[i - 1]), py = x[i] * weights[i % 4];
    const real r = sqrt(px * px + py * py);
    s += i % 3 > 1 ? r * px : r;
  }
  return s;
}

VALUE_OF_ARRAY(fortran_module)
