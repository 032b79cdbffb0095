/* Nested loops with continue, break and two returns: five ways out, each with other active values. */
#define IN 12
#define OUT 4
#include "program.h"

static real walk(const real *x, int n, double limit) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    real inner = 1;
    for (int j = i; j < n; j++) {
      if ((i + j) % 4 == 3) continue;
      inner *= x[j];
      if (VALUE(inner) < 0.02) break;
      if (VALUE(inner) > 2.2) return sum + inner * inner;
    }
    sum += inner;
    if (VALUE(sum) > limit) return sum * x[i];
  }
  return -sum;
}

FUNCTION void multi_exit(const real *x, real *y, int n) {
  for (int k = 0; k < 4; k++) y[k] = walk(x + k, n - k, 0.5 + 1.5 * k);
}

ARRAY_OF_ARRAY(multi_exit)
