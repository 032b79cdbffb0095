/* Do while, cycle, exit and an endless loop: Newton's method. */
#define IN 9
#define OUT 1
#include "program.h"

FUNCTION real fortran_while(const real *x, int n) {
  real s = 0;
  for (int i = 1; i <= n; i++) {
    if (i % 4 == 0) continue;
    real r = x[i - 1], f = r * r - x[i - 1];
    for (int steps = 0; VALUE(fabs(f)) > 1e-14 && steps < 60; steps++) {
      r = r - f / (2 * r);
      f = r * r - x[i - 1];
    }
    s += r;
    for (;;) {
      s *= (real)1.01;
      if (VALUE(s) > 3) return s;
      if (VALUE(s) > i) break;
    }
  }
  return s;
}

VALUE_OF_ARRAY(fortran_while)
