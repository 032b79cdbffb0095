/* Inputs that do not matter, an output that is constant, code whose value nobody uses. */
#define IN 5
#define OUT 3
#include "program.h"

FUNCTION void unused(const real *x, real *y, int n) {
  real dead = 1;
  for (int i = 0; i < n; i++) dead *= x[i];
  y[0] = 3;
  y[1] = x[1] * (VALUE(dead) > 1e300 ? 2 : 1);
  y[2] = x[n - 1];
}

ARRAY_OF_ARRAY(unused)
