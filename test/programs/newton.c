/* Cube roots by Newton's iteration, with a break on convergence. */
#define IN 5
#define OUT 5
#include "program.h"

FUNCTION void newton(const real *x, real *y, int n) {
  for (int i = 0; i < n; i++) {
    real root = 1;
    for (;;) {
      const real next = root - (root * root * root - x[i]) / (3 * root * root);
      const int converged = VALUE(fabs(next - root)) < 1e-12;
      root = next;
      if (converged) break;
    }
    y[i] = root;
  }
}

ARRAY_OF_ARRAY(newton)
