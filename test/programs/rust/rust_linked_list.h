/* A list of boxes, with take, as_mut, and a walk that changes what it passes. */
#define IN 6
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_linked_list(const real *x, size_t n) {
  real s = 1;
  for (size_t i = n; i-- > 0;) s = s * 0.5 + x[i] * x[i] * x[0] * s;
  return s;
}

VALUE_OF_SLICE(rust_linked_list)
