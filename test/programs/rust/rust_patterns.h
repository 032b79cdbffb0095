/* Patterns of slices in a recursive function, ranges and guards. */
#define IN 10
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_patterns(const real *x, size_t n) {
  real blend = x[n - 1] * x[n - 1], sum = 0;
  for (size_t i = n - 1; i-- > 0;) {
    if (VALUE(x[i]) > VALUE(x[n - 1])) blend = x[i] * x[n - 1] + blend;
    else blend = sin(x[i]) - blend * 0.5;
  }
  for (size_t i = 0; i < n; i++) {
    if (i == 0) sum += x[i];
    else if (i <= 3) sum += x[i] * x[i];
    else if (i % 2 == 0) sum += exp(x[i]);
    else if (i == 5 || i == 7) sum += x[i] * (double)i;
    else sum += 1 / x[i];
  }
  return blend * sum + x[0] * x[1];
}

VALUE_OF_SLICE(rust_patterns)
