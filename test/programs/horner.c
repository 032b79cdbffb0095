/* Horner's rule: coefficients through a pointer, the point by value. */
#define IN 7
#define OUT 1
#include "program.h"

FUNCTION real horner(const real *c, int n, real x) {
  real sum = 0;
  for (int i = n - 1; i >= 0; i--) sum = sum * x + c[i];
  return sum;
}

APPLY { out[0] = horner(in, 6, in[6]); }
GRADIENT(real horner_grad(const real *, real *, int, real, real)) {
  din[6] += horner_grad(in, din, 6, in[6], dout[0]);
  out[0] = horner(in, 6, in[6]);
}
