/* A zeroing memset of an untyped byte array in a loop, used as doubles: the adjoint must not grow with the trip count. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real memset_zero(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    _Alignas(16) char bytes[4 * sizeof(real)];
    memset(bytes, 0, sizeof bytes);
    real *t = (real *)bytes;
    t[i % 4] += x[i];
    t[(i + 1) % 4] += x[i] * x[i];
    for (int k = 0; k < 4; k++) sum += t[k] * t[k] * (k + 1);
  }
  return sum;
}

VALUE_OF_ARRAY(memset_zero)
