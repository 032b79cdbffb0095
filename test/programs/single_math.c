/* sinf, expf, sqrtf, powf and others, written through to a second array. */
#define IN 6
#define OUT 6
#define SCALAR float
#define DIFFERENCES
#include "program.h"
#ifndef ORACLE
#define sin sinf
#define exp expf
#define sqrt sqrtf
#define pow powf
#define atan2 atan2f
#define log log1pf
#else
#undef log
#define log log1pl
#endif

FUNCTION void single_math(const real *x, real *y, int n) {
  for (int i = 0; i + 1 < n; i++) y[i] = sin(x[i]) * exp(-x[i + 1]) + pow(x[i], x[i + 1]);
  y[n - 1] = sqrt(x[0]) + atan2(x[1], x[2]) + log(x[3]);
}

ARRAY_OF_ARRAY(single_math)
