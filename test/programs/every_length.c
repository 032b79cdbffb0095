/* Called with every length from below zero to past what unrolled and vectorised loops take at once. */
#define IN 24
#define OUT 27
#include "program.h"

FUNCTION real every_length(const real *x, real *y, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) y[i] = x[i] * x[i] + 0.5 * x[i];
  for (int i = 0; i < n; i++) sum += y[i] * x[n - 1 - i];
  for (int i = n - 1; i > 0; i -= 2) sum -= 0.25 * y[i] * y[i - 1];
  return sum;
}

APPLY {
  real y[IN];
  for (int k = 0; k < OUT; k++) out[k] = every_length(in, y, k - 2);
}
GRADIENT(void every_length_grad(const real *, real *, real *, real *, int, real)) {
  real y[IN], dy[IN] = {0};
  for (int k = 0; k < OUT; k++) {
    every_length_grad(in, din, y, dy, k - 2, dout[k]);
    out[k] = every_length(in, y, k - 2);
  }
  CONSUMED(dy, IN);
}
