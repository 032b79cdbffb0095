/* Traits with associated types and constants, default methods and a supertrait. */
#define IN 7
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_traits(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 1; i < n; i++) {
    const real g = exp(-x[i] * x[i] * x[0]);
    s += exp(-g * g * x[0]) + x[0] + 2;
  }
  for (size_t i = 0; i < n; i++) {
    const real c = x[i] * x[i] * x[i];
    s += c * c * c + 3 + 1;
  }
  return s * 5;
}

VALUE_OF_SLICE(rust_traits)
