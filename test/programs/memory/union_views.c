/* A union of a struct and an array: the same numbers under two names. */
#define IN 4
#define OUT 1
#include "program.h"

union vector {
  struct {
    real a, b, c, d;
  } named;
  real indexed[4];
};
FUNCTION real union_views(const real *x, int n) {
  union vector v;
  for (int i = 0; i < n; i++) v.indexed[i] = x[i] * (i + 1);
  v.named.a *= v.named.d;
  v.named.c += v.indexed[1] * v.indexed[0];
  real sum = 0;
  for (int i = 0; i < n; i++) sum += v.indexed[i] * v.named.b;
  return sum;
}

VALUE_OF_ARRAY(union_views)
