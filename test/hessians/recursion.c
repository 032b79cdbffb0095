/* A recursion that goes both ways and uses both results. */
#include <math.h>
#define N 7
static const double point[N] = {0.6, -0.4, 1.1, 0.8, -0.9, 0.3, 1.4};
static double fold(const double *x, int first, int count) {
  if (count == 1) return x[first] * x[first] * 0.5 + x[first];
  const double left = fold(x, first, count / 2);
  const double right = fold(x, first + count / 2, count - count / 2);
  return sin(left) * right + left / (1 + right * right);
}
double value(const double *x) { return fold(x, 0, N); }
