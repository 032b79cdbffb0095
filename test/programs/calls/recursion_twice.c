/* Two recursive calls whose results are multiplied: a tree of calls. */
#define IN 8
#define OUT 1
#include "program.h"

static real between(const real *x, int low, int high) {
  if (high - low == 1) return x[low] + 0.5;
  const int middle = (low + high) / 2;
  const real left = between(x, low, middle), right = between(x, middle, high);
  return left * right + sin(left - right);
}
FUNCTION real recursion_twice(const real *x, int n) { return between(x, 0, n); }

VALUE_OF_ARRAY(recursion_twice)
