/* Pairs and triples below the diagonal: trip counts that depend on the counters outside. */
#define IN 7
#define OUT 1
#include "program.h"

FUNCTION real triangular_loops(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    for (int j = i; j > 0; j--) {
      const real pair = x[i] - 2 * x[j - 1];
      for (int k = j; k < i; k++) sum += pair * pair * x[k];
      sum += cos(pair);
    }
  }
  return sum;
}

VALUE_OF_ARRAY(triangular_loops)
