/* qsort of integers by an inactive comparator; the order then picks active values. */
#define IN 7
#define OUT 1
#include "program.h"
#include <stdlib.h>

static int by_number(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
FUNCTION real qsort_inactive(const real *x, int n) {
  int order[7];
  for (int i = 0; i < n; i++) order[i] = i * 5 % 7 * 10 + i;
  qsort(order, n, sizeof *order, by_number);
  real value = 1;
  for (int i = 0; i < n; i++) value = value * x[order[i] % 10] + i;
  return value;
}

VALUE_OF_ARRAY(qsort_inactive)
