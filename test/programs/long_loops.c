/* Thousands of iterations whose number only the data know, short ones nested in long ones. */
#define IN 3
#define OUT 1
#include "program.h"

FUNCTION real long_loops(const real *x, int n) {
  real t = 0, sum = 0;
  while (VALUE(t) < 40) {
    real term = x[0];
    for (int k = 0; VALUE(fabs(term)) > 0.05 && k < 9; k++) term *= 0.5 + 0.3 * cos(t * x[1]);
    sum += term * x[n - 1];
    t += 0.01 + 0.005 * x[2] * term;
  }
  return sum / 1000 + t;
}

VALUE_OF_ARRAY(long_loops)
