/* Helpers marked noinline that read and write memory of the caller, one inside a loop of the other. */
#define IN 6
#define OUT 6
#include "program.h"

static __attribute__((noinline)) void couple(real *a, real *b, real by) {
  const real t = *a;
  *a += by * *b;
  *b -= by * t * t;
}
static __attribute__((noinline)) real sweep(real *x, int n) {
  real change = 0;
  for (int i = 1; i < n; i++) {
    couple(&x[i - 1], &x[i], 0.1 * i);
    change += x[i] * x[i - 1];
  }
  return change;
}
FUNCTION void not_inlined(real *x, int n) {
  real change = 1;
  for (int round = 0; round < 3; round++) change = sweep(x, n) * 0.3;
  x[0] += change;
}

IN_PLACE(not_inlined)
