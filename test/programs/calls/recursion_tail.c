/* Tail recursion with an accumulator. */
#define IN 6
#define OUT 1
#include "program.h"

static real fold(const real *x, int n, real sum) {
  if (n == 0) return sum;
  return fold(x + 1, n - 1, sum * x[0] + cos(x[0]));
}
FUNCTION real recursion_tail(const real *x, int n) { return fold(x, n, 0.5); }

VALUE_OF_ARRAY(recursion_tail)
