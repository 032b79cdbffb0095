/* Powers: by an integer variable in a loop, by repeated squaring, by pow with a constant, a negative and an active exponent. */
#define IN 4
#define OUT 5
#include "program.h"

static real power(real base, unsigned exponent) {
  real result = 1;
  for (; exponent; exponent >>= 1, base *= base)
    if (exponent & 1) result *= base;
  return result;
}

FUNCTION void powers(const real *x, real *y, int n) {
  y[0] = power(x[0], 13) + power(x[1], (unsigned)n);
  y[1] = pow(x[1], 2.0) + pow(x[2], -1.5);
  y[2] = pow(x[2], x[3]);
  y[3] = pow(x[3], (double)n) * pow(x[0], 0.5);
  y[4] = sqrt(pow(x[0], 3.0) + power(x[3], 7));
}

ARRAY_OF_ARRAY(powers)
