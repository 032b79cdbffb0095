/* double _Complex: products and quotients, whose NaN path calls the compiler's run-time library. */
#define IN 8
#define OUT 2
#define DIFFERENCES
#include "program.h"

FUNCTION void complex_arithmetic(const real *x, real *y, int n) {
  cplx sum = 0, power = 1;
  for (int i = 0; i + 1 < n; i += 2) {
    const cplx z = x[i] + x[i + 1] * (cplx)_Complex_I;
    power *= z;
    sum += power / (2 + z);
  }
  y[0] = creal(sum);
  y[1] = cimag(sum * conj(power));
}

ARRAY_OF_ARRAY(complex_arithmetic)
