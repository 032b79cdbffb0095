/* A loop whose number of rounds depends on active data, inside one whose number depends on an integer. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real while_data(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    real term = x[i] + 1;
    int k = 1;
    while (VALUE(fabs(term)) > 1e-3 && k < 60) {
      sum += term * term;
      term *= (x[i] - 0.3) / k++;
    }
  }
  return sum;
}

VALUE_OF_ARRAY(while_data)
