/* Edits of slices in place, with fill, copy_within, rotate_left, reverse and chunks_mut. */
#define IN 10
#define OUT 10
#include "program.h"
#include "slices.h"

FUNCTION void rust_slice_edits(real *x, size_t n) {
  real y[OUT];
  const size_t h = n / 2;
  for (size_t i = 0; i < h; i++) {
    y[i] = x[(i + 1) % h];
    y[h + i] = x[n - 1 - i];
  }
  y[n - 2] = y[0], y[n - 1] = y[1];
  for (size_t i = 0; i < n; i++) y[i] *= 1.0 + (double)(i / 3);
  for (size_t i = 1; i < n; i++) x[i] = y[i] + y[0] * (double)(i - 1);
  x[0] = sin(y[0]);
  x[3] = x[4] = 0.25;
}

SLICE_IN_PLACE(rust_slice_edits)
