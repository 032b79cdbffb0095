/* clang: 19
 * link: --rtlib=compiler-rt
 * __bf16, rounded after every operation. */
#define IN 5
#define OUT 1
#define SCALAR __bf16
#include "program.h"

FUNCTION real brain(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum = sum + x[i] * x[i] * x[(i + 1) % n];
  return sum;
}

VALUE_OF_ARRAY(brain)
