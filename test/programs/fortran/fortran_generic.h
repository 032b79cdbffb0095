/* A generic interface over single and double precision and ranks. */
#define IN 8
#define OUT 1
#define SCALAR float
#include "program.h"

FUNCTION real fortran_generic(const real *x, int n) {
  real single = 0, plane = 0, row = 0;
  for (int i = 0; i < n; i++) single += x[i] * x[i];
  for (int j = 0; j < n / 2; j++) {
    plane += sqrt(x[2 * j] * x[2 * j] + x[2 * j + 1] * x[2 * j + 1] / 2);
    row += x[2 * j] * x[2 * j] / (j + 1);
  }
  return single * plane + row;
}

VALUE_OF_ARRAY(fortran_generic)
