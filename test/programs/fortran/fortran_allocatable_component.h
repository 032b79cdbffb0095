/* A type with allocatable components, matrices that are made and multiplied. */
#define IN 7
#define OUT 1
#include "program.h"

FUNCTION real fortran_allocatable_component(const real *x, int n) {
  real c[2][2] = {{0}};
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      for (int k = 0; k < 3; k++) c[i][j] += x[2 * k + i] * x[3 * j + k] * x[n - 1];
  return c[0][0] * c[1][1] - c[0][1] * c[1][0];
}

VALUE_OF_ARRAY(fortran_allocatable_component)
