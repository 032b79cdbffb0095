/* A weak function is called: what is linked later may be another one.
 * refuse: E_INTERPOSABLE */
#define IN 3
#define OUT 1
#include "program.h"

__attribute__((weak, noinline)) real weak_shape(real x) { return x * x + sin(x); }
FUNCTION real weak_function(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += weak_shape(x[i]) * x[0];
  return sum;
}

VALUE_OF_ARRAY(weak_function)
