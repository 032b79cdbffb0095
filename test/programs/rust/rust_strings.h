/* Text beside numbers, with match on &str and bytes. */
#define IN 8
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_strings(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i < n; i++) {
    const real v = x[i];
    s += i % 4 == 0 ? sin(v) : i % 4 == 1 ? v * v : i % 4 == 2 ? 11 * v : v;
  }
  return s * 7;
}

VALUE_OF_SLICE(rust_strings)
