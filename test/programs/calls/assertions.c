/* assert, abort and exit on paths that are not taken. */
#define IN 4
#define OUT 1
#include "program.h"
#include <assert.h>
#include <stdlib.h>

static real root(real x) {
  assert(VALUE(x) > 0);
  return sqrt(x);
}
FUNCTION real assertions(const real *x, int n) {
  if (n < 1) exit(3);
  real sum = 0;
  for (int i = 0; i < n; i++) {
    if (VALUE(x[i]) > 1e9) abort();
    sum += root(x[i]) * x[0];
  }
  assert(n > 2 && "enough of them");
  return sum;
}

VALUE_OF_ARRAY(assertions)
