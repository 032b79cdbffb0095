/* Loops written with goto, one left from its middle, one continued from two places. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real goto_loops(const real *x, int n) {
  real sum = 0, product = 1;
  int i = 0, rounds = 0;
again:
  if (i >= n) goto wrap;
  product *= 0.5 + x[i];
  if (VALUE(product) > 2) {
    sum += product;
    product = x[i] * x[i];
    i += 2;
    goto again;
  }
  i++;
  goto again;
wrap:
  i = 1;
  if (++rounds < 3) goto again;
  return sum * sum + product;
}

VALUE_OF_ARRAY(goto_loops)
