/* Checks that panic with messages, with assert, expect, unreachable and overflow. */
#define IN 8
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_panics(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i + 1 < n; i++) s += x[i] / x[i + 1] * x[i % 3 == 0 ? 0 : i % 3 == 1 ? n / 2 : n - 1];
  return s * 3.0 * (double)(n - 1);
}

VALUE_OF_SLICE(rust_panics)
