/* Floats accumulated in double, doubles rounded to float on the way. */
#define IN 7
#define OUT 1
#define SCALAR float
#include "program.h"
#ifdef ORACLE
#define WIDE real
#define NARROW(x) (x)
#else
#define WIDE double
#define NARROW(x) ((float)(x))
#endif

FUNCTION WIDE mixed(const real *x, WIDE scale, int n) {
  WIDE sum = 0;
  for (int i = 0; i < n; i++) {
    const real rounded = NARROW(scale * x[i]);
    sum += (WIDE)rounded * rounded + exp((WIDE)x[i]);
  }
  return log(sum) * scale;
}

APPLY { out[0] = NARROW(mixed(in, in[6], 6)); }
GRADIENT(WIDE mixed_grad(const real *, real *, WIDE, int, WIDE)) {
  din[6] += NARROW(mixed_grad(in, din, in[6], 6, dout[0]));
  out[0] = NARROW(mixed(in, in[6], 6));
}
