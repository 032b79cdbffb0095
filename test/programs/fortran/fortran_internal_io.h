/* Text beside numbers, with an internal write to a label that decides. */
#define IN 7
#define OUT 7
#include "program.h"

FUNCTION void fortran_internal_io(const real *x, real *y, int n) {
  for (int i = 1; i <= n; i++) {
    const real v = x[i - 1];
    y[i - 1] = i == 3 || i == 5 ? v * v * v : exp(v) * x[0];
  }
}

ARRAY_OF_ARRAY(fortran_internal_io)
