/* Pointers to targets, to a section with a stride, and to a scalar. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_pointer(const real *x, int n) {
  real total = 0;
  for (int i = 0; 2 * i < n; i++) total += x[i] * x[i] * x[2 * i];
  return total * x[0] * x[0] * x[n - 1] + x[n - 1] * x[n - 1] * x[0];
}

VALUE_OF_ARRAY(fortran_pointer)
