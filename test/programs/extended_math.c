/* long double with expl, sinl and sqrtl. */
#define IN 5
#define OUT 5
#define SCALAR long double
#include "program.h"
#ifndef ORACLE
#define exp expl
#define sin sinl
#define sqrt sqrtl
#endif

FUNCTION void extended_math(const real *x, real *y, int n) {
  for (int i = 0; i < n; i++) y[i] = exp(sin(x[i])) * sqrt(x[(i + 1) % n]);
}

ARRAY_OF_ARRAY(extended_math)
