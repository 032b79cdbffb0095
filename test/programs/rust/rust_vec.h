/* A Vec that grows, with_capacity, and a Box. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_vec(const real *x, size_t n) {
  real v[IN], s = 0;
  for (size_t i = 0; i < n; i++) v[i] = x[i] * x[i];
  for (size_t i = 1; i < n; i++) v[i] += v[i - 1] * x[i];
  for (size_t i = 0; i < n; i++) s += v[i] * 1.5;
  return s * x[0];
}

VALUE_OF_SLICE(rust_vec)
