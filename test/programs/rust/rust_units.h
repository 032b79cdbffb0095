/* Types for units, a tuple struct with a phantom parameter, Deref, From and PartialOrd. */
#define IN 10
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_units(const real *x, size_t n) {
  real total = 0.5;
  for (size_t i = 0; i < n; i += 2) {
    total += x[i] * 0.3048 * x[i + 1];
    if (VALUE(total) > 1) total *= 0.5;
  }
  return sqrt(total) * total;
}

VALUE_OF_SLICE(rust_units)
