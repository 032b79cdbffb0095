/* C = A B + C for 4x4 matrices, three nested loops over pointers that may alias as far as the compiler knows. */
#define IN 48
#define OUT 16
#include "program.h"

FUNCTION void matrix_product(const real *a, const real *b, real *c, int n) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      for (int k = 0; k < n; k++) c[i * n + j] += a[i * n + k] * b[k * n + j];
}

APPLY {
  for (int i = 0; i < 16; i++) out[i] = in[32 + i];
  matrix_product(in, in + 16, out, 4);
}
GRADIENT(void matrix_product_grad(const real *, real *, const real *, real *, real *, real *, int)) {
  for (int i = 0; i < 16; i++) out[i] = in[32 + i];
  matrix_product_grad(in, din, in + 16, din + 16, out, dout, 4);
  for (int i = 0; i < 16; i++) din[32 + i] += dout[i];
}
