/* A function of an explicit-shape array, a loop over its elements. */
#define IN 17
#define OUT 1
#include "program.h"

FUNCTION real fortran_sum(const real *x, int n) {
  real s = 0;
  for (int i = 0; i < n; i++) s += x[i] * x[i] * sin(x[i]);
  return s;
}

VALUE_OF_ARRAY(fortran_sum)
