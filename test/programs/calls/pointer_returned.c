/* Helpers that return pointers into active memory. */
#define IN 6
#define OUT 6
#include "program.h"

static __attribute__((noinline)) real *largest(real *x, int n) {
  real *best = x;
  for (int i = 1; i < n; i++)
    if (VALUE(x[i]) > VALUE(*best)) best = &x[i];
  return best;
}
FUNCTION void pointer_returned(real *x, int n) {
  for (int i = 0; i < 3; i++) {
    real *p = largest(x, n);
    *p = *p * x[i] * 0.4;
  }
}

IN_PLACE(pointer_returned)
