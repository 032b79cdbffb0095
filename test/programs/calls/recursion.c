/* A function that calls itself on the rest of its array. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real recursion(const real *x, int n) {
  if (n == 0) return 1;
  return x[0] * sin(x[0]) + x[0] * recursion(x + 1, n - 1);
}

VALUE_OF_ARRAY(recursion)
