/* Which array is read, and which is written, is chosen as the program runs. */
#define IN 12
#define OUT 6
#include "program.h"

FUNCTION void pointer_select(const real *a, const real *b, real *y, int n) {
  real even = 0, odd = 0;
  const real *larger = VALUE(a[0]) > VALUE(b[0]) ? a : b;
  for (int i = 0; i < n; i++) {
    const real *from = VALUE(a[i]) < 0.8 ? a : b;
    real *to = i % 2 ? &odd : &even;
    *to += from[i] * larger[n - 1 - i];
    y[i] = *to;
    if (from == larger) y[i] *= 2;
  }
}

APPLY { pointer_select(in, in + 6, out, 6); }
GRADIENT(void pointer_select_grad(const real *, real *, const real *, real *, real *, real *, int)) {
  pointer_select_grad(in, din, in + 6, din + 6, out, dout, 6);
  CONSUMED(dout, OUT);
}
