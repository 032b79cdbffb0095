/* Recursion whose depth depends on active data. */
#define IN 4
#define OUT 1
#include "program.h"

static real halve(real x, int depth) {
  if (VALUE(x) < 0.05 || depth > 30) return x * x;
  return sin(halve(x / 2, depth + 1)) + x;
}
FUNCTION real recursion_data(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += halve(x[i] * (i + 1), 0);
  return sum;
}

VALUE_OF_ARRAY(recursion_data)
