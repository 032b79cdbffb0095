/* Loop, while, break with a value, labels and continue. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_while(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i < n; i++) {
    if (i % 4 == 3) continue;
    real r = x[i];
    for (int steps = 0;; steps++) {
      const real f = r * r - x[i];
      if (VALUE(fabs(f)) < 1e-14 || steps > 50) break;
      r -= f / (2 * r);
    }
    s += r;
    while (VALUE(s) < (double)i) s *= 1.5;
    if (VALUE(s) > 7) return s * s;
  }
  return s;
}

VALUE_OF_SLICE(rust_while)
