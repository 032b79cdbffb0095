/* Raw pointers, with get_unchecked, ptr::add, read, write and copy_nonoverlapping. */
#define IN 8
#define OUT 8
#include "program.h"
#include "slices.h"

FUNCTION void rust_unsafe(const real *x, size_t n, real *y, size_t m) {
  y[0] = x[0];
  for (size_t i = 1; i < m; i++) y[i] = x[i] * y[i - 1];
  for (size_t i = 0; i < n; i++) y[i] += cos(x[i]);
}

SLICE_OF_SLICE(rust_unsafe)
