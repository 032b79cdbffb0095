/* Derived types whose components have values to begin with. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_default_values(const real *x, int n) {
  real gain[2] = {0.5, x[0]}, state[2][2] = {{1, 0.25}, {1, 0.25}}, s = 0;
  for (int i = 1; i <= n; i++) {
    const int k = i % 2;
    state[k][1] = state[k][0] * gain[k];
    state[k][0] = x[i - 1] + state[k][1] * state[k][1];
    s += state[k][0] * 0.5;
  }
  return s;
}

VALUE_OF_ARRAY(fortran_default_values)
