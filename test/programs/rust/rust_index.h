/* A loop over indices, each checked against the length. */
#define IN 13
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_index(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i < n; i++) s += x[i] * x[n - 1 - i] * x[i];
  return s;
}

VALUE_OF_SLICE(rust_index)
