/* Two slices side by side: zip, iter_mut and enumerate. */
#define IN 12
#define OUT 12
#include "program.h"
#include "slices.h"

FUNCTION void rust_zip(const real *x, size_t n, real *y, size_t m) {
  for (size_t i = 0; i < m && i < n; i++) y[i] = x[i] * x[i] + (real)i * x[i];
  for (size_t i = 0; i < m; i++) y[i] = exp(-y[i]) * 2;
}

SLICE_OF_SLICE(rust_zip)
