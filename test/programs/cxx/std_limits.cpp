/* std::numeric_limits as starting values and tolerances. */
#define IN 5
#define OUT 2
#include "program.hpp"

#ifdef BODY
#include <limits>

FUNCTION void std_limits(const real *x, real *y, int n) {
  typedef std::numeric_limits<double> limits;
  real best = limits::infinity(), worst = limits::lowest();
  for (int i = 0; i < n; i++) {
    if (VALUE(x[i]) < VALUE(best)) best = x[i];
    if (VALUE(x[i]) > VALUE(worst)) worst = x[i];
  }
  real root = x[0], before = 0;
  for (int i = 0; i < 60 && fabs(VALUE(root - before)) > 1e3 * limits::epsilon(); i++) {
    before = root;
    root = (root + worst / root) / 2;
  }
  y[0] = best * worst;
  y[1] = root + (root + worst / root) / 2;
}
#endif
ARRAY_OF_ARRAY(std_limits)
