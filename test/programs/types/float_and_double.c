/* Sums in double over products in float, and back. */
#define IN 6
#define OUT 1
#define SCALAR float
#include "program.h"

#ifdef ORACLE
typedef real wide;
#else
typedef double wide;
#endif
FUNCTION real float_and_double(const real *x, int n) {
  wide sum = 0;
  float table[6];
  for (int i = 0; i < n; i++) {
    table[i] = (float)(i + 1) / n;
    sum += (wide)x[i] * x[i] * table[i];
  }
  return (real)(sum * sum) + (real)sin(sum);
}

VALUE_OF_ARRAY(float_and_double)
