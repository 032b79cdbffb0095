/* qsort of active numbers themselves: the library moves them. */
#define IN 6
#define OUT 6
#include "program.h"
#include <stdlib.h>

static int ascending(const void *a, const void *b) {
  const real x = *(const real *)a, y = *(const real *)b;
  return (VALUE(x) > VALUE(y)) - (VALUE(x) < VALUE(y));
}
FUNCTION void qsort_active(real *x, int n) {
  qsort(x, n, sizeof *x, ascending);
  for (int i = 1; i < n; i++) x[i] *= x[i - 1];
}

IN_PLACE(qsort_active)
