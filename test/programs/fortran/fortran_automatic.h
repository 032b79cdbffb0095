/* An automatic array, whose size comes from an argument. */
#define IN 11
#define OUT 1
#include "program.h"

FUNCTION real fortran_automatic(const real *x, int n) {
  real s = 0, t[IN], u[2] = {1, 1};
  for (int i = 0; i < n; i++) {
    t[i] = x[i] * u[0];
    u[0] = u[1];
    u[1] = t[i] + 0.5;
  }
  for (int i = n - 1; i >= 0; i--) s += t[i] * t[n - 1 - i];
  return s;
}

VALUE_OF_ARRAY(fortran_automatic)
