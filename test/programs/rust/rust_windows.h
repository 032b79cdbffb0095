/* Windows and chunks of a slice. */
#define IN 12
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_windows(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i + 3 <= n; i++) s += x[i] * x[i + 1] - x[i + 2] * x[i + 2];
  for (size_t i = 0; i + 4 <= n; i += 4) s *= x[i] + x[i + 3];
  return s;
}

VALUE_OF_SLICE(rust_windows)
