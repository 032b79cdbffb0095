/* A constant table of functions, chosen by an integer at run time. */
#define IN 6
#define OUT 1
#include "program.h"

static real twice(real x, real y) { return 2 * x * y; }
static real sum_of(real x, real y) { return x + y * y; }
static real ratio(real x, real y) { return x / (1 + y * y); }
static real (*const operations[3])(real, real) = {twice, sum_of, ratio};
FUNCTION real pointer_table(const real *x, int n) {
  real value = 1;
  for (int i = 0; i < n; i++) value = operations[(i * 5 + n) % 3](value, x[i]);
  return value;
}

VALUE_OF_ARRAY(pointer_table)
