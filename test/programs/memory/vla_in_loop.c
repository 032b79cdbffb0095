/* An array of variable length inside a loop, of another length each time. */
#define IN 5
#define OUT 1
#include "program.h"

FUNCTION real vla_in_loop(const real *x, int n) {
  real value = 1;
  for (int i = 1; i < n; i++) {
    real t[i + 1];
    for (int k = 0; k <= i; k++) t[k] = x[k] * value;
    for (int k = 0; k < i; k++) t[k + 1] += t[k] * t[k];
    value = t[i] * 0.5;
  }
  return value;
}

VALUE_OF_ARRAY(vla_in_loop)
