/* Two pointers without restrict, read and written alternately; what is written may be what is read next. */
#define IN 12
#define OUT 12
#include "program.h"

FUNCTION void aliasing(real *a, real *b, int n) {
  for (int i = 1; i < n; i++) {
    a[i] = a[i - 1] * b[i] + sin(b[i - 1]);
    b[i] += a[i] * a[i];
    a[0] += 0.1 * b[i];
  }
}

APPLY {
  memcpy(out, in, sizeof(real) * IN);
  aliasing(out, out + 6, 6);
}
GRADIENT(void aliasing_grad(real *, real *, real *, real *, int)) {
  memcpy(out, in, sizeof(real) * IN);
  aliasing_grad(out, dout, out + 6, dout + 6, 6);
  for (int i = 0; i < IN; i++) din[i] += dout[i];
}
