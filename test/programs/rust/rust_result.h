/* Result with an error type, the question mark and match. */
#define IN 9
#define OUT 1
#define HIGH 1.5
#define LOW 0.2
#include "program.h"
#include "slices.h"

FUNCTION real rust_result(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i < n; i++) {
    const int large = VALUE(x[i]) > 1.3;
    if (large) s += 1.3 * x[i] * x[i];
    else if (i + 1 == n) s += x[0] * (double)n;
    else if (VALUE(x[i + 1]) > 1.3) s += 1.3 * x[i + 1] * x[i + 1];
    else s += sqrt(x[i]) * x[i + 1];
  }
  real parts = 0;
  int good = 1;
  for (size_t i = 0; i < 3; i++) {
    if (VALUE(x[i]) > 1.3) good = 0;
    parts += sqrt(x[i]);
  }
  return s + (good ? parts : 0.25);
}

VALUE_OF_SLICE(rust_result)
