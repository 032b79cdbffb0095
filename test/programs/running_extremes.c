/* Running maximum and minimum by fmax, fmin, fabs and ternaries. */
#define IN 9
#define OUT 3
#define LOW -1.0
#define HIGH 1.0
#include "program.h"

FUNCTION void running_extremes(const real *x, real *y, int n) {
  real high = x[0], low = x[0], range = 0;
  for (int i = 1; i < n; i++) {
    high = fmax(high, x[i]);
    low = fmin(low, x[i]);
    range += fabs(x[i] - x[i - 1]) * (VALUE(x[i]) > 0 ? x[i] : 0.5);
  }
  y[0] = high * high;
  y[1] = low * high;
  y[2] = range;
}

ARRAY_OF_ARRAY(running_extremes)
