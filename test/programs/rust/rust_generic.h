/* Generic functions over a trait of numbers, at f64 and f32. */
#define IN 8
#define OUT 1
#define SCALAR float
#include "program.h"
#include "slices.h"

FUNCTION real rust_generic(const real *x, size_t n) {
  real exact = 1, single = 1;
  const real root = sqrt(x[0]);
  for (size_t i = 1; i < n; i++) exact = exact * x[0] + x[i];
  for (size_t i = 1; i < 4; i++) single = single * root + x[i];
  return (exact - 1) * (single - 1);
}

VALUE_OF_SLICE(rust_generic)
