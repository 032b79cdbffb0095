/* cexp, csqrt, clog, cabs, carg and cpow of double _Complex. */
#define IN 6
#define OUT 3
#define DIFFERENCES
#include "program.h"
#ifdef ORACLE
#define cexp cexpl
#define csqrt csqrtl
#define clog clogl
#define cabs cabsl
#define cpow cpowl
#endif

FUNCTION void complex_math(const real *x, real *y, int n) {
  for (int i = 0; i < n / 2; i++) {
    const cplx z = x[2 * i] + x[2 * i + 1] * (cplx)_Complex_I;
    const cplx w = cexp(z) * csqrt(z) + clog(z);
    y[i] = cabs(w) + carg(z) + creal(cpow(z, w));
  }
}

ARRAY_OF_ARRAY(complex_math)
