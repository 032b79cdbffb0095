/* Clenshaw's recurrence for a Chebyshev series at several points; a rotating pair of values across iterations. */
#define IN 12
#define OUT 4
#define LOW -0.9
#define HIGH 0.9
#include "program.h"

FUNCTION void chebyshev(const real *x, real *y, int n) {
  const int points = 4;
  const real *c = x + points;
  for (int p = 0; p < points; p++) {
    real b0 = 0, b1 = 0;
    for (int k = n - points - 1; k > 0; --k) {
      const real next = 2 * x[p] * b0 - b1 + c[k];
      b1 = b0;
      b0 = next;
    }
    y[p] = x[p] * b0 - b1 + c[0];
  }
}

ARRAY_OF_ARRAY(chebyshev)
