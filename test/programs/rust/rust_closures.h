/* Generic functions, closures that capture, and tuples. */
#define IN 6
#define OUT 1
#include "program.h"
#include "slices.h"

static real wave(real v, real k) { return sin(k * v) / k; }

FUNCTION real rust_closures(const real *x, size_t n) {
  const real scale = x[0] + 1;
  real low = 0, high = 0;
  for (size_t i = 0; i < n; i++) {
    low += wave(x[i], scale);
    high += x[i] * x[i] * scale;
  }
  return low * high + (wave(low + 1e-3, 2) - wave(low, 2)) / 1e-3;
}

VALUE_OF_SLICE(rust_closures)
