/* The methods of f64. */
#define IN 24
#define OUT 1
#define DIFFERENCES
#include "program.h"
#include "slices.h"

FUNCTION real rust_math(const real *x, size_t n) {
  real s = sin(x[0]) + cos(x[1]) * tan(x[2]) + exp(x[3]) * log(x[4]) + sqrt(x[5]);
  (void)n;
  s += x[6] * x[6] * x[6] + pow(x[7], x[8]) + fabs(x[9] - 2) + atan2(x[10], x[11]) + hypot(x[12], x[13]);
  s += tanh(x[14]) + fma(x[15], x[16], x[17]) + fmax(x[18], x[19]) * fmin(x[20], x[21]);
  s += cbrt(x[22]) + exp2(x[23]) + log1p(x[0]) + expm1(x[1]) + 1 / x[2] + floor(x[3] * 8) * x[4];
  return s;
}

VALUE_OF_SLICE(rust_math)
