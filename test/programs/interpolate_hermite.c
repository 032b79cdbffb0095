/* Cubic Hermite interpolation with slopes limited as Fritsch and Carlson do: nested branches, ternaries. */
#define IN 10
#define OUT 1
#include "program.h"

static real slope_at(const real *y, int i, int n) {
  if (i == 0) return y[1] - y[0];
  if (i == n - 1) return y[n - 1] - y[n - 2];
  const real left = y[i] - y[i - 1], right = y[i + 1] - y[i];
  if (VALUE(left * right) <= 0) return 0;
  return VALUE(fabs(left)) < VALUE(fabs(right)) ? 1.5 * left : 2 * left * right / (left + right);
}

FUNCTION real interpolate_hermite(const real *y, int n) {
  real sum = 0;
  for (int i = 0; i + 1 < n; i++) {
    const real a = slope_at(y, i, n), b = slope_at(y, i + 1, n);
    for (int k = 1; k < 5; k++) {
      const double t = k / 5.0, s = 1 - t;
      const real value = y[i] * s * s * (1 + 2 * t) + y[i + 1] * t * t * (1 + 2 * s) + s * t * (s * a - t * b);
      sum += value * value;
    }
  }
  return sum;
}

VALUE_OF_ARRAY(interpolate_hermite)
