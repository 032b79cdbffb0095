/* A VecDeque as the window of a moving average. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_deque(const real *x, size_t n) {
  real s = 0, end = 0;
  for (size_t i = 0; i < n; i++) {
    const size_t first = i < 2 ? 0 : i - 2;
    real total = 0;
    for (size_t k = first; k <= i; k++) total += x[k] * x[k];
    s += sqrt(total / (double)(i - first + 1)) * x[first] * x[first];
  }
  for (size_t i = 0; i < 3; i++) end = end * 0.5 + x[n - 1 - i] * x[n - 1 - i];
  return s + end;
}

VALUE_OF_SLICE(rust_deque)
