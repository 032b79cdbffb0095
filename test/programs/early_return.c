/* Returns before, between and inside loops that keep values; what was allocated must be freed on each way out. */
#define IN 10
#define OUT 5
#include "program.h"

FUNCTION real early_return(const real *x, int n) {
  if (n < 3) return x[0] * x[0];
  real sum = 0, value = 1;
  for (int i = 0; i < n; i++) sum += sin(sum * x[i]) + x[i];
  if (n == 4) return sum * sum;
  while (VALUE(value) > 0.1) {
    value *= 0.9 / (1 + x[1]);
    if (n == 6 && VALUE(value) < 0.4) return value * sum;
    sum += value * value;
  }
  for (int i = n; i > 0; i--) {
    for (int j = 0; j < i; j++) {
      sum += 0.1 * cos(sum) * x[j];
      if (n == 8 && i + j == 9) return sum * x[j];
    }
  }
  return sum * value;
}

APPLY {
  for (int k = 0; k < OUT; k++) out[k] = early_return(in, 2 + 2 * k);
}
GRADIENT(void early_return_grad(const real *, real *, int, real)) {
  for (int k = 0; k < OUT; k++) {
    early_return_grad(in, din, 2 + 2 * k, dout[k]);
    out[k] = early_return(in, 2 + 2 * k);
  }
}
