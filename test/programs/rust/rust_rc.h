/* Shared ownership, an expression whose nodes hold Rc of others. */
#define IN 6
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_rc(const real *x, size_t n) {
  real value = x[0];
  for (size_t i = 1; i < n; i++) value = (value + x[i]) * x[i];
  return value;
}

VALUE_OF_SLICE(rust_rc)
