/* Returns an integer status; the results go through pointers, one of which may be left alone. */
#define IN 6
#define OUT 3
#include "program.h"

FUNCTION int status(const real *x, int n, real *mean, real *spread) {
  if (n < 1) return -1;
  real sum = 0, squares = 0;
  for (int i = 0; i < n; i++) sum += x[i];
  *mean = sum / n;
  if (n < 2) return 1;
  for (int i = 0; i < n; i++) squares += (x[i] - *mean) * (x[i] - *mean);
  *spread = sqrt(squares / (n - 1));
  return 0;
}

APPLY {
  real left = 0.5;
  status(in, IN, &out[0], &out[1]);
  status(in, 1, &out[2], &left);
}
GRADIENT(void status_grad(const real *, real *, int, real *, real *, real *, real *)) {
  real left = 0.5, dleft = 0;
  status_grad(in, din, IN, &out[0], &dout[0], &out[1], &dout[1]);
  status_grad(in, din, 1, &out[2], &dout[2], &left, &dleft);
  CONSUMED(dout, OUT);
}
