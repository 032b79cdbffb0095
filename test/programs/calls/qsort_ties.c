/* Equal keys with equal values: which of two equal numbers comes first is seen in the derivative. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct pair {
  int key;
  real v;
};
static int by_key(const void *a, const void *b) {
  const struct pair *x = a, *y = b;
  return (x->key > y->key) - (x->key < y->key);
}
FUNCTION real qsort_ties(const real *x, int n) {
  struct pair pairs[4];
  for (int i = 0; i < n; i++) pairs[i] = (struct pair){i == 2 ? 3 : 7, 2 + x[i] * (real)1e-20};
  qsort(pairs, n, sizeof *pairs, by_key);
  real product = 1;
  for (int i = 0; i < n; i++) product += (pairs[i].v - 2) * (real)1e20 * (i * i + 1);
  return product;
}

VALUE_OF_ARRAY(qsort_ties)
