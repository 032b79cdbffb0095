/* Do concurrent with locals and masks, and forall. */
#define IN 9
#define OUT 9
#include "program.h"

FUNCTION void fortran_concurrent(const real *x, real *y, int n) {
  for (int i = 0; i < n; i++) {
    y[i] = x[i] * x[i] + sin(x[i] * x[i]);
    if ((i + 1) % 2 == 0 && i < n - 1) y[i] *= x[i + 1];
    if (VALUE(x[i]) > 1) y[i] = y[i] / x[i];
  }
}

ARRAY_OF_ARRAY(fortran_concurrent)
