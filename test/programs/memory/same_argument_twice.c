/* The same array is given for two pointers, and so is its shadow. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real same_argument_twice(real *a, real *b, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    a[i] *= 0.5 + b[(i + 1) % n];
    sum += a[i] * b[i];
  }
  return sum;
}

APPLY {
  real t[IN];
  for (int i = 0; i < IN; i++) t[i] = in[i];
  out[0] = same_argument_twice(t, t, IN);
}
GRADIENT(void same_argument_twice_grad(real *, real *, real *, real *, int, real)) {
  real t[IN], dt[IN];
  for (int i = 0; i < IN; i++) t[i] = in[i], dt[i] = 0;
  same_argument_twice_grad(t, dt, t, dt, IN, dout[0]);
  for (int i = 0; i < IN; i++) din[i] += dt[i];
  apply(in, out);
}
