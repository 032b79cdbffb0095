/* Single precision throughout: an array of floats, float functions. */
#define IN 8
#define OUT 1
#define SCALAR float
#include "program.h"

FUNCTION real single(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * x[(i + 1) % n] - 0.25f * x[i] / (1.0f + x[i] * x[i]);
  return sum * sum;
}

VALUE_OF_ARRAY(single)
