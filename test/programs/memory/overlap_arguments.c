/* Without restrict: the caller passes overlapping windows of one array. */
#define IN 7
#define OUT 7
#include "program.h"

static __attribute__((noinline)) void blend(real *to, const real *a, const real *b, int n) {
  for (int i = 0; i < n; i++) to[i] = to[i] * a[i] + b[i] * b[i];
}
FUNCTION void overlap_arguments(real *x, int n) {
  blend(x + 1, x, x + 2, n - 2);
  blend(x, x, x, n);
  blend(x, x + 3, x + 1, n - 3);
}

IN_PLACE(overlap_arguments)
