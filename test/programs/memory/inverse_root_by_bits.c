/* The first guess of an inverse root is made from the bits of an active number: integer arithmetic on it.
 * refuse: E_ACTIVE_INT */
#define IN 3
#define OUT 1
#define DIFFERENCES
#include "program.h"

#ifdef ORACLE
static real guess(real x) { return 1 / sqrtl(x); }
#else
static real guess(real x) {
  unsigned long bits;
  memcpy(&bits, &x, sizeof bits);
  bits = 0x5fe6eb50c7b537a9ul - (bits >> 1);
  memcpy(&x, &bits, sizeof bits);
  return x;
}
#endif
FUNCTION real inverse_root_by_bits(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    real y = guess(x[i]);
    for (int k = 0; k < 4; k++) y *= 1.5 - 0.5 * x[i] * y * y;
    sum += y;
  }
  return sum;
}

VALUE_OF_ARRAY(inverse_root_by_bits)
