/* A biquad in direct form II: a delay line in scalars, input and output by pointers that are counted up. */
#define IN 17
#define OUT 12
#define LOW -0.5
#define HIGH 0.5
#include "program.h"

FUNCTION void iir_filter(const real *c, const real *x, real *y, const int n) {
  real z1 = 0, z2 = 0;
  const real *end = x + n;
  while (x != end) {
    const real w = *x++ - c[3] * z1 - c[4] * z2;
    *y++ = c[0] * w + c[1] * z1 + c[2] * z2;
    z2 = z1;
    z1 = w;
  }
}

APPLY { iir_filter(in, in + 5, out, 12); }
GRADIENT(void iir_filter_grad(const real *, real *, const real *, real *, real *, real *, int)) {
  iir_filter_grad(in, din, in + 5, din + 5, out, dout, 12);
  CONSUMED(dout, OUT);
}
