/* Prefix sums in place, then a second in-place pass downwards in steps of three. */
#define IN 11
#define OUT 11
#include "program.h"

FUNCTION void prefix_sums(real *x, int n) {
  for (int i = 1; i < n; i++) x[i] += x[i - 1];
  for (int i = n - 1; i >= 0; i -= 3) x[i] *= x[i / 2];
}

IN_PLACE(prefix_sums)
