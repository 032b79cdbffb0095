/* A comparison that counts how often it is called: what else it changes would have to be reversed.
 * refuse: E_NO_RULE */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdlib.h>

static int count;
static int ascending(const void *a, const void *b) {
  const real x = *(const real *)a, y = *(const real *)b;
  count++;
  return (VALUE(x) > VALUE(y)) - (VALUE(x) < VALUE(y));
}
FUNCTION real qsort_counting(const real *x, int n) {
  real sorted[4];
  for (int i = 0; i < n; i++) sorted[i] = x[i] * x[i];
  count = 0;
  qsort(sorted, n, sizeof *sorted, ascending);
  return sorted[0] * count + sorted[n - 1];
}

VALUE_OF_ARRAY(qsort_counting)
