/* A mutable slice changed in place: swap, split_at_mut and compound assignment. */
#define IN 10
#define OUT 10
#include "program.h"
#include "slices.h"

FUNCTION void rust_in_place(real *x, size_t n) {
  for (size_t i = 1; i < n; i++) x[i] += x[i - 1] * x[i - 1] * 0.5;
  for (size_t i = 0, j = n - 1; i < j; i++, j--) {
    const real t = x[i];
    x[i] = x[j];
    x[j] = t;
  }
  for (size_t i = 0; i < n / 2; i++) x[i] *= x[n / 2 + i];
}

SLICE_IN_PLACE(rust_in_place)
