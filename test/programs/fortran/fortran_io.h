/* Output inside an active routine. */
#define IN 7
#define OUT 7
#include "program.h"

FUNCTION void fortran_io(const real *x, real *y, int n) {
  real residual = 0;
  for (int i = 0; i < n; i++) {
    y[i] = x[i] * x[i] + residual;
    residual += 0.1 * y[i];
  }
}

ARRAY_OF_ARRAY(fortran_io)
