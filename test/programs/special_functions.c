/* erf, erfc, tgamma, lgamma and the Bessel functions of integer order. */
#define _GNU_SOURCE
#define IN 4
#define OUT 10
#define DIFFERENCES
#include "program.h"
#ifdef ORACLE
#define j0 j0l
#define j1 j1l
#define jn jnl
#define y0 y0l
#define y1 y1l
#define yn ynl
#endif

FUNCTION void special_functions(const real *x, real *y, int n) {
  y[0] = erf(x[0]), y[1] = erfc(x[1]);
  y[2] = tgamma(1 + x[2]), y[3] = lgamma(x[3] + 2);
  y[4] = j0(x[0]), y[5] = j1(x[1]), y[6] = jn(n, x[2]);
  y[7] = y0(x[3]), y[8] = y1(x[0]), y[9] = yn(2, 1 + x[1]);
}

ARRAY_OF_ARRAY(special_functions)
