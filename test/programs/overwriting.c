/* An accumulator in memory that is read, overwritten and read again within an iteration; the output is also scratch. */
#define IN 8
#define OUT 3
#include "program.h"

FUNCTION void overwriting(const real *x, real *y, int n) {
  y[0] = 1;
  y[1] = 0;
  for (int i = 0; i < n; i++) {
    y[2] = y[0] * x[i];
    y[0] = exp(-y[2]) + y[1];
    y[1] = y[2] * y[2];
    if (i == n / 2) y[1] = 0.3;
  }
}

ARRAY_OF_ARRAY(overwriting)
