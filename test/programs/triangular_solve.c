/* Forward substitution in place, the matrix packed by rows; the index into it is carried through both loops. */
#define IN 20
#define OUT 5
#include "program.h"

FUNCTION void triangular_solve(const real *packed, real *b, int n) {
  int at = 0;
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < i; j++) b[i] -= packed[at++] * b[j];
    b[i] /= packed[at++];
  }
}

APPLY {
  for (int i = 0; i < 5; i++) out[i] = in[15 + i];
  triangular_solve(in, out, 5);
}
GRADIENT(void triangular_solve_grad(const real *, real *, real *, real *, int)) {
  for (int i = 0; i < 5; i++) out[i] = in[15 + i];
  triangular_solve_grad(in, din, out, dout, 5);
  for (int i = 0; i < 5; i++) din[15 + i] += dout[i];
}
