/* Explicit Euler for a Lotka-Volterra system; the state is in local variables. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real euler(const real *x, int n) {
  real prey = x[0], predator = x[1];
  const real h = 0.02;
  for (int step = 0; step < 20 * n; step++) {
    const real dprey = x[2] * prey - x[3] * prey * predator;
    const real dpredator = x[4] * prey * predator - x[5] * predator;
    prey += h * dprey;
    predator += h * dpredator;
  }
  return prey * prey + predator;
}

VALUE_OF_ARRAY(euler)
