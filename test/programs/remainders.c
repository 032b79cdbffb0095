/* fmod, remainder, floor, ceil, trunc, round, copysign, fdim, ldexp, frexp, modf, scalbn. */
#define IN 4
#define OUT 10
#define LOW 1.1
#define HIGH 3.7
#define DIFFERENCES
#include "program.h"
#ifdef ORACLE
#define modf modfl
#endif

FUNCTION void remainders(const real *x, real *y, int n) {
  int exponent;
  real whole;
  y[0] = fmod(3 * x[0], x[1]), y[1] = remainder(x[2], 0.7 * x[3]);
  y[2] = x[0] * floor(x[1]) + ceil(x[2]) - trunc(x[3]) + round(x[0]);
  y[3] = copysign(x[0] * x[1], -1.0), y[4] = fdim(x[2], x[3]) + fdim(x[3], x[2]);
  y[5] = ldexp(x[0], 3) * x[1], y[6] = scalbn(x[2], -n);
  y[7] = frexp(x[3] * x[3], &exponent);
  y[8] = exponent * x[1];
  y[9] = modf(x[2] * x[0], &whole) * whole;
}

ARRAY_OF_ARRAY(remainders)
