/* Elementary functions, inverse and hyperbolic ones included. */
#define IN 4
#define OUT 18
#define LOW 0.15
#define HIGH 0.85
#include "program.h"

FUNCTION void elementary(const real *x, real *y, int n) {
  const real a = x[0] * x[1], b = x[n - 1] + x[2];
  y[0] = sin(a), y[1] = cos(b), y[2] = tan(a);
  y[3] = asin(a), y[4] = acos(a), y[5] = atan(b);
  y[6] = sinh(b), y[7] = cosh(a), y[8] = tanh(b);
  y[9] = asinh(b), y[10] = acosh(1 + b), y[11] = atanh(a);
  y[12] = exp(b), y[13] = log(b), y[14] = sqrt(b);
  y[15] = pow(a, b), y[16] = pow(b, 3.0), y[17] = pow(2.5, a);
}

ARRAY_OF_ARRAY(elementary)
