/* Checks that end the program, with stop and error stop, and an early return. */
#define IN 6
#define OUT 6
#include "program.h"

FUNCTION void fortran_stop(const real *x, real *y, int n) {
  real norm = 0;
  for (int i = 0; i < n; i++) norm += x[i] * x[i];
  for (int i = 0; i < n; i++) y[i] = x[i] / sqrt(norm);
}

ARRAY_OF_ARRAY(fortran_stop)
