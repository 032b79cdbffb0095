/* long double, 80 bits on x86: arithmetic, a loop and a division. */
#define IN 6
#define OUT 1
#define SCALAR long double
#include "program.h"

FUNCTION real extended(const real *x, int n) {
  real sum = 1, power = 1;
  for (int i = 0; i < n; i++) {
    power *= x[i];
    sum += power / (1 + x[i] * x[i]);
  }
  return sum * sum - 1 / sum;
}

VALUE_OF_ARRAY(extended)
