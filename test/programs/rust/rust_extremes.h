/* Extremes of floats, with total_cmp, partial_cmp, clamp, and a stable log-sum-exp. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_extremes(const real *x, size_t n) {
  real most = x[0], least = x[0], sum = 0, clamped = 0;
  for (size_t i = 0; i < n; i++) {
    if (VALUE(x[i]) > VALUE(most)) most = x[i];
    if (VALUE(x[i]) < VALUE(least)) least = x[i];
    sum += exp(x[i]);
    clamped += (VALUE(x[i]) < 0.5 ? 0.5 : VALUE(x[i]) > 1.1 ? 1.1 : x[i]) * x[i];
  }
  return log(sum) * (most - least) + clamped;
}

VALUE_OF_SLICE(rust_extremes)
