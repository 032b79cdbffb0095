/* Allocatable arrays, allocated, deallocated and allocated again. */
#define IN 9
#define OUT 1
#include "program.h"

FUNCTION real fortran_allocatable(const real *x, int n) {
  real s = 0;
  for (int j = 0; j < n / 3; j++) {
    real b[3];
    for (int i = 0; i < 3; i++) b[i] = sin(x[3 * j + i]) * (3 * j + i + 1) * x[i];
    s += b[0] * b[1] / b[2];
  }
  return s * s * x[n - 1];
}

VALUE_OF_ARRAY(fortran_allocatable)
