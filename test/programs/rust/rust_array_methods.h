/* Methods of arrays, with map, from_fn, try_into, concat and destructuring. */
#define IN 10
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_array_methods(const real *x, size_t n) {
  const real *a = x, *b = x + 3, t = x[6];
  const real c[3] = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
  real dot = 0;
  for (int i = 0; i < 3; i++) dot += 2 * c[i] * x[7 + i];
  return dot * (1 + t + t * t + t * t * t) + x[2] * x[5];
}

VALUE_OF_SLICE(rust_array_methods)
