/* The bits of floats are computed with as integers, which has no derivative that tsad could know.
 * refuse: E_ACTIVE_INT */
#define IN 4
#define OUT 1
#define SCALAR float
#include "program.h"
#include "slices.h"

FUNCTION real rust_bits(const real *x, size_t n) {
  real length = 0;
  for (size_t i = 0; i < n; i++) length += x[i] * x[i];
  return x[0] / sqrt(length);
}

VALUE_OF_SLICE(rust_bits)
