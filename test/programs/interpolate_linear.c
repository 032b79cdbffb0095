/* Piecewise linear interpolation: the knot is found by bisection on data. */
#define IN 8
#define OUT 1
#define LOW 0.05
#define HIGH 0.95
#include "program.h"

static const double knots[7] = {0.0, 0.11, 0.27, 0.41, 0.66, 0.83, 1.0};

FUNCTION real interpolate_linear(const real *values, int n, real x) {
  int low = 0, high = n - 1;
  while (high - low > 1) {
    const int middle = (low + high) / 2;
    if (VALUE(x) < knots[middle])
      high = middle;
    else
      low = middle;
  }
  const real t = (x - knots[low]) / (knots[high] - knots[low]);
  return (1 - t) * values[low] + t * values[high];
}

APPLY { out[0] = interpolate_linear(in, 7, in[7]); }
GRADIENT(real interpolate_linear_grad(const real *, real *, int, real, real)) {
  din[7] += interpolate_linear_grad(in, din, 7, in[7], dout[0]);
  out[0] = interpolate_linear(in, 7, in[7]);
}
