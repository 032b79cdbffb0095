/* The same loop with restrict and without, on separate arrays and on one. */
#define IN 6
#define OUT 6
#include "program.h"

static void apart(const real *restrict a, real *restrict b, int n) {
  for (int i = 0; i < n; i++) b[i] = a[i] * a[i] + a[0];
}
static void perhaps(const real *a, real *b, int n) {
  for (int i = 0; i < n; i++) b[i] = a[i] * a[i] * 0.5 + a[0];
}
FUNCTION void restrict_and_not(real *x, int n) {
  real t[6];
  apart(x, t, n);
  perhaps(t, x, n);
  perhaps(x, x, n);
  perhaps(x, x + 1, n - 1);
}

IN_PLACE(restrict_and_not)
