/* A static local caches an active value for the rest of the call. */
#define IN 3
#define OUT 1
#include "program.h"

static real norm(const real *x, int n, int fresh) {
  static real cached;
  if (fresh) {
    cached = 0;
    for (int i = 0; i < n; i++) cached += x[i] * x[i];
  }
  return cached;
}
FUNCTION real static_cache(const real *x, int n) {
  real sum = norm(x, n, 1);
  for (int i = 0; i < n; i++) sum += sin(x[i]) * norm(x, n, 0);
  return sum;
}

VALUE_OF_ARRAY(static_cache)
