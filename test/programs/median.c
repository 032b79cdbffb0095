/* Median of absolute deviations by counting ranks; the function returns from inside two loops. */
#define IN 9
#define OUT 1
#include "program.h"

static real median_of(const real *x, int n) {
  for (int i = 0; i < n; i++) {
    int below = 0;
    for (int j = 0; j < n; j++) below += VALUE(x[j]) < VALUE(x[i]);
    if (below == n / 2) return x[i];
  }
  return 0;
}

FUNCTION real median(const real *x, int n) {
  real deviation[16];
  const real middle = median_of(x, n);
  for (int i = 0; i < n; i++) deviation[i] = fabs(x[i] - middle) * (1 + x[i]);
  return median_of(deviation, n) + 2 * middle;
}

VALUE_OF_ARRAY(median)
