/* Option, an enum with data and match. */
#define IN 10
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_enum(const real *x, size_t n) {
  real s = 0, most = x[0];
  for (size_t i = 0; i < n; i++) {
    if (VALUE(x[i]) > VALUE(most)) most = x[i];
    switch (i % 3) {
      case 0: s += 3.5 * x[i] * x[i]; break;
      case 1: s += i ? x[i] * x[i - 1] : x[i]; break;
      default: s -= x[i];
    }
  }
  return s * most;
}

VALUE_OF_SLICE(rust_enum)
