/* Integers beside floats, with casts both ways, and a table that floats look up. */
#define IN 9
#define OUT 1
#include <stdint.h>
#include "program.h"
#include "slices.h"

FUNCTION real rust_integers(const real *x, size_t n) {
  static const double table[8] = {0.0, 0.5, 0.9, 1.2, 1.4, 1.5, 1.55, 1.6};
  uint32_t seed = 12345;
  real s = 0;
  for (size_t k = 0; k < n; k++) {
    seed = seed * 1664525u + 1013904223u;
    int i = (int)VALUE(x[k] * 4);
    if (i > 6) i = 6;
    const real t = x[k] * 4 - i;
    s += (table[i] * (1 - t) + table[i + 1] * t) * ((seed >> 8) / 16777216.0) + ((int)(seed % 7) - 3) * x[k] * x[k];
  }
  return s * sqrt((double)n);
}

VALUE_OF_SLICE(rust_integers)
