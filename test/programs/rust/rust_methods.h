/* The rest of the methods of f64, and constants. */
#define IN 24
#define OUT 1
#define DIFFERENCES
#include "program.h"
#include "slices.h"

FUNCTION real rust_methods(const real *x, size_t n) {
  const real pi = 3.141592653589793238462643383279502884L, ln2 = log(2.0L);
  real t = sin(x[0]) * cos(x[0]) + (x[1] - trunc(x[1])) * fmax(trunc(x[2]), 1) + fmod(x[3] * 10, 3);
  t += -x[4] * (x[5] < 0.7 ? -1 : 1) + x[6] * pi / 180 * x[7] * 180 / pi / 57;
  t += asinh(x[8]) + acosh(1 + x[9]) + atanh(x[10] / 3) + asin(x[11] / 2) * acos(x[12] / 2);
  t += log10(x[13]) + log2(x[14]) + log(x[15]) / log(3.0L) + sinh(x[16]) * cosh(x[17]) + atan(x[18]);
  t += cos(x[19] * pi) + tan(x[20] + pi / 4) * ln2 + pow(x[21], 2.5L) + pow(2.0L, x[22]);
  return t * (x[23] > 0.4 ? x[23] - 0.4L : 0);
}

VALUE_OF_SLICE(rust_methods)
