/* Closures in boxes, composition, and a Vec of dyn Fn. */
#define IN 8
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_boxed_closures(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 2; i < n; i++) {
    const real h = x[1] * sin(x[0] * x[i] + x[1]);
    s += h * h + 0.5;
  }
  return s;
}

VALUE_OF_SLICE(rust_boxed_closures)
