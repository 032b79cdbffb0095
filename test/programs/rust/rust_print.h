/* Output beside active values, behind a flag and behind a condition. */
#define IN 8
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_print(const real *x, size_t n) {
  real energy = 0;
  for (size_t i = 0; i < n; i++) energy += x[i] * x[i] * 0.5;
  return energy * (double)n;
}

VALUE_OF_SLICE(rust_print)
