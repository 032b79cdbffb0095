/* Option, with combinators, the question mark, if let and while let. */
#define IN 10
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_option(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i + 1 < n; i++) {
    const int first = VALUE(x[i]) > 0.3, second = VALUE(x[i + 1]) > 0.3;
    if (first && second && VALUE(fabs(log(x[i + 1]))) > 1e-3) {
      const real q = log(x[i]) / log(x[i + 1]);
      s += q * q;
    } else {
      s += x[i];
    }
    if (second && VALUE(log(x[i + 1])) < 0.2) s -= exp(log(2.0L) * log(x[i + 1]));
  }
  for (size_t i = 0; i < n; i += 2) s *= 1 + x[i] * 0.01;
  return s * x[n - 1] + x[0];
}

VALUE_OF_SLICE(rust_option)
