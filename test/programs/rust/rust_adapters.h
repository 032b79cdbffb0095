/* Adapters of iterators, step_by, rev, skip, take, chain and cycle. */
#define IN 11
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_adapters(const real *x, size_t n) {
  static const double weights[3] = {0.5, -1.5, 2};
  real odd = 0, back = 1, ends = 0, cyclic = 0;
  for (size_t i = 1; i < n; i += 2) odd += exp(x[i]);
  for (size_t i = 0; i < 5; i++) back = back * x[n - 1 - i] + 0.5;
  for (size_t i = 0; i < n; i++) {
    if (i < 2 || i >= n - 2) ends += x[i] * x[i] * x[i];
    cyclic += sin(x[i]) * weights[i % 3];
  }
  return odd * back + ends * cyclic;
}

VALUE_OF_SLICE(rust_adapters)
