/* The two pointers point into one array, four elements apart. */
#define IN 10
#define OUT 10
#include "program.h"

FUNCTION void overlapping(real *a, real *b, int n) {
  for (int i = 0; i < n; i++) {
    b[i] = a[i] * a[i] - 0.5 * b[i];
    a[i] = cos(b[(i + 1) % n]) * a[i];
  }
}

APPLY {
  memcpy(out, in, sizeof(real) * IN);
  overlapping(out, out + 4, 6);
}
GRADIENT(void overlapping_grad(real *, real *, real *, real *, int)) {
  memcpy(out, in, sizeof(real) * IN);
  overlapping_grad(out, dout, out + 4, dout + 4, 6);
  for (int i = 0; i < IN; i++) din[i] += dout[i];
}
