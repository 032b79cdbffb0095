/* FnMut and FnOnce, closures that change what they capture. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_fn_mut(const real *x, size_t n) {
  real sum = 0, m2 = 0, moments[3] = {0};
  for (size_t i = 0; i < n; i++) sum += x[i];
  const real mean = sum / (double)n;
  for (size_t i = 0; i < n; i++) m2 += (x[i] - mean) * (x[i] - mean);
  for (size_t i = 1; i < n; i++) moments[(i - 1) % 3] += x[i] * x[i] * x[i];
  moments[0] += mean * mean * mean;
  return sqrt(m2 / (double)n) * moments[0] + moments[1] * moments[2];
}

VALUE_OF_SLICE(rust_fn_mut)
