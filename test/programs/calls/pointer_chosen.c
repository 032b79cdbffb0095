/* A function chosen by active data and then called several times. */
#define IN 5
#define OUT 1
#include "program.h"

static real steep(real x) { return exp(2 * x); }
static real flat(real x) { return x / (1 + x); }
FUNCTION real pointer_chosen(const real *x, int n) {
  real (*f)(real) = VALUE(x[0]) > 0.7 ? steep : flat;
  real sum = 0;
  for (int i = 1; i < n; i++) {
    sum += f(x[i]) * x[0];
    if (VALUE(sum) > 3) f = flat;
  }
  return sum;
}

VALUE_OF_ARRAY(pointer_chosen)
