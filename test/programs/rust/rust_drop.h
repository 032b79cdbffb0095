/* Destructors, a guard that writes when it goes out of scope, early returns and mem::forget. */
#define IN 8
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_drop(const real *x, size_t n) {
  real total = 1, s = 0;
  for (size_t i = 0; i < n; i++) {
    s += i % 3 == 0 ? sin(x[i]) : i % 3 == 1 ? x[i] * 0.5 : exp(x[i]);
    if (i % 3 != 1) total += x[i] * x[i];
  }
  return s * total;
}

VALUE_OF_SLICE(rust_drop)
