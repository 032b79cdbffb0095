/* An iterator of the program's own, with adapters on top of it. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_own_iterator(const real *x, size_t n) {
  real energy = 0, steep = 0;
  for (size_t i = 1; i + 1 < n; i++) {
    const real mean = (x[i] + x[i + 1]) / 2, slope = (x[i + 1] - x[i]) / x[0];
    energy += slope * slope / 2 - mean;
    if (VALUE(slope) > 0) steep += mean * slope;
  }
  return energy + steep;
}

VALUE_OF_SLICE(rust_own_iterator)
