/* The intrinsic functions of one and two arguments, and powers of every kind. */
#define IN 32
#define OUT 1
#define DIFFERENCES
#include "program.h"

FUNCTION real fortran_math(const real *x, int n) {
  real s = sin(x[0]) + cos(x[1]) * tan(x[2]) + exp(x[3]) * log(x[4]) + sqrt(x[5]);
  (void)n;
  s += asin(x[6] / 2) * acos(x[7] / 2) + atan(x[8]) + sinh(x[9]) * cosh(x[10]) + tanh(x[11]);
  s += atan2(x[12], x[13]) + fabs(x[14] - 3) - fabs(x[15]) + x[16] * x[16] * x[16] + 1 / (x[17] * x[17]);
  s += pow(x[18], x[19]) + log10(x[20]) + hypot(x[21], x[22]) + erf(x[23]) * tgamma(x[24]);
  const real least = fmin(fmin(x[27], x[28]), x[29]);
#ifdef ORACLE
  s += fmax(x[25], x[26]) * least + fmod(x[30], 0.125L) + j0l(x[31]);
#else
  s += fmax(x[25], x[26]) * least + fmod(x[30], 0.125) + j0(x[31]);
#endif
  return s;
}

VALUE_OF_ARRAY(fortran_math)
