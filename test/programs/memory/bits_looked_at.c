/* The bits of an active number are inspected, for its sign and exponent, but carry no derivative. */
#define IN 5
#define OUT 1
#include "program.h"

#ifdef ORACLE
static int exponent(real x) { return ilogbl(VALUE(x)); }
static int negative(real x) { return VALUE(x) < 0; }
#else
static int exponent(real x) {
  unsigned long bits;
  memcpy(&bits, &x, sizeof bits);
  return (int)(bits >> 52 & 2047) - 1023;
}
static int negative(real x) {
  union {
    double d;
    unsigned long u;
  } pun = {x};
  return pun.u >> 63;
}
#endif
FUNCTION real bits_looked_at(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const real t = x[i] * x[i] - 0.5;
    sum += negative(t) ? -t * x[i] : t * (exponent(t) + 4);
  }
  return sum;
}

VALUE_OF_ARRAY(bits_looked_at)
