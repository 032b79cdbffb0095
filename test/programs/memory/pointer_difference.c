/* Loops over pointers: ends, differences, comparisons, negative indices. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real pointer_difference(const real *x, int n) {
  const real *end = x + n, *best = x;
  real sum = 0;
  for (const real *p = x; p != end; ++p) {
    if (VALUE(*p) > VALUE(*best)) best = p;
    sum += *p * (p - x + 1);
  }
  for (const real *p = end; p-- > x;) sum += p[0] * end[-1] * (end - p);
  return sum * *best + (best - x);
}

VALUE_OF_ARRAY(pointer_difference)
