/* Trait objects in boxes, layers of a network. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_dyn(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 3; i < n; i++) {
    real h = x[0] * x[i] + x[1];
    h = h / sqrt(1 + h * h) * 2;
    h = x[2] * h + 0.5;
    s += h * h;
  }
  return s;
}

VALUE_OF_SLICE(rust_dyn)
