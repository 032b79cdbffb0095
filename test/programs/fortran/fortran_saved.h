/* Variables with save and data, a table that is set once. */
#define IN 7
#define OUT 1
#include "program.h"

FUNCTION real fortran_saved(const real *x, int n) {
  static const double nodes[3] = {-0.7745966692414834, 0, 0.7745966692414834};
  static const double weights[3] = {5 / 9.0, 8 / 9.0, 5 / 9.0};
  real s = 0;
  for (int i = 0; i < n - 1; i++)
    for (int k = 0; k < 3; k++) {
      const real t = 0.5 * (x[i] + x[i + 1]) + 0.5 * nodes[k] * (x[i + 1] - x[i]);
      s += weights[k] * t * t * t * exp(-t);
    }
  return s;
}

VALUE_OF_ARRAY(fortran_saved)
