/* Iterators with map, sum, filter and fold. */
#define IN 12
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_iter(const real *x, size_t n) {
  real squares = 0, large = 0, mixed = 1;
  for (size_t i = 0; i < n; i++) {
    squares += x[i] * x[i];
    if (VALUE(x[i]) > 0.7) large += sin(x[i]);
    mixed = mixed * 0.5 + x[i] * mixed;
  }
  return sqrt(squares) * large + mixed;
}

VALUE_OF_SLICE(rust_iter)
