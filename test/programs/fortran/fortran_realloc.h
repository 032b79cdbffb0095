/* Allocation by assignment, and an array that grows. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_realloc(const real *x, int n) {
  real v[IN], s = 0;
  for (int i = 0; i < n; i++) s += v[i] = i < 3 ? 2 * x[i] : x[i] * v[i - 3];
  return s * v[n - 1];
}

VALUE_OF_ARRAY(fortran_realloc)
