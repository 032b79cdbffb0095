/* __float128: arithmetic that the compiler's run-time library carries out. */
#define IN 4
#define OUT 1
#define SCALAR __float128
#include "program.h"

FUNCTION real quadruple(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    if (VALUE(x[i]) > 1)
      sum += x[i] * x[i] / (2 + x[(i + 1) % n]);
    else
      sum -= x[i] * x[0];
  }
  return sum * sum;
}

VALUE_OF_ARRAY(quadruple)
