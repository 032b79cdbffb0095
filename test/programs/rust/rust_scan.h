/* Running values, with scan, take_while and skip_while. */
#define IN 10
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_scan(const real *x, size_t n) {
  real discounted = 0, until = 0, total = 0, after = 0;
  double weight = 1;
  int below = 1, begun = 0;
  for (size_t i = 0; i < n; i++) {
    discounted += weight * x[i];
    weight *= 0.9;
    total += x[i] * x[i];
    if (!(VALUE(total) < 3)) below = 0;
    if (below) until += sqrt(total);
    if (!(VALUE(x[i]) < 1)) begun = 1;
    if (begun) after += 1 / x[i];
  }
  return discounted * until - after;
}

VALUE_OF_SLICE(rust_scan)
