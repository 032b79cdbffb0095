/* A double function that accumulates in long double. */
#define IN 5
#define OUT 1
#include "program.h"

#ifdef ORACLE
typedef real wide;
#else
typedef long double wide;
#endif
FUNCTION real long_double_inside(const real *x, int n) {
  wide sum = 0, product = 1;
  for (int i = 0; i < n; i++) {
    sum += (wide)x[i] * x[i];
    product *= (wide)x[i] + 0.5L;
  }
  return (real)(sum / product);
}

VALUE_OF_ARRAY(long_double_inside)
