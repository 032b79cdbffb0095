/* Nested modules, constants, statics, and a function that is not inlined. */
#define IN 7
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_modules(const real *x, size_t n) {
  real v = x[0];
  for (size_t i = 1; i < n; i++) {
    const real density = VALUE(v) > 1.2 ? 1.1 : 1 + 0.1 * v;
    v += 0.1 * (9.5 * 0.1 - 0.5 * density * v * v * x[i] / 9.5);
    if (VALUE(v) < 0.3) break;
  }
  return v * v;
}

VALUE_OF_SLICE(rust_modules)
