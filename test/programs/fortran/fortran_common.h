/* A COMMON block that carries active values between procedures. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_common(const real *x, int n) {
  real state = 0, history[8], s;
  int count = 0;
  for (int i = 0; i < n; i++) {
    state = 0.9 * state + x[i] * x[i];
    if (VALUE(state) > 2.5) continue;
    history[count++] = state * x[0];
  }
  s = state * history[0];
  for (int i = 1; i < count; i++) s += sqrt(history[i]);
  return s;
}

VALUE_OF_ARRAY(fortran_common)
