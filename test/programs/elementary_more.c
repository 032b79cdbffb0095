/* Functions without a complex form in C: exp2, log2, log10, log1p, expm1, cbrt, hypot, atan2, fma, sincos. */
#define _GNU_SOURCE
#define IN 4
#define OUT 12
#define DIFFERENCES
#include "program.h"
#ifdef ORACLE
#define sincos sincosl
#define exp10 exp10l
void sincosl(long double, long double *, long double *);
long double exp10l(long double);
#else
double exp10(double);
#endif

FUNCTION void elementary_more(const real *x, real *y, int n) {
  const real a = x[0], b = x[1] * x[n - 1];
  y[0] = exp2(a), y[1] = log2(b), y[2] = log10(a);
  y[3] = log1p(b), y[4] = expm1(a), y[5] = cbrt(b);
  y[6] = hypot(a, b), y[7] = atan2(a, b), y[8] = fma(a, b, x[2]);
  real s, c;
  sincos(a * b, &s, &c);
  y[9] = s * s * s, y[10] = c + s;
  y[11] = exp10(0.5 * a);
}

ARRAY_OF_ARRAY(elementary_more)
