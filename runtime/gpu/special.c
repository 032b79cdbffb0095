/* Functions that GPUs have and C has not. */
#define _DEFAULT_SOURCE
#include <math.h>

#include "special.h"

static const double pi = 3.14159265358979323846, root_half = 0.70710678118654752440;

double ten_to(double x) { return pow(10, x); }

/* Reduced before it is multiplied, so that multiples of one half are exact. */
double sin_pi(double x) {
  if (!isfinite(x)) return NAN;
  const double r = remainder(x, 2);
  if (fabs(r) == 1) return copysign(0, x);
  if (fabs(r) <= 0.25) return sin(pi * r);
  if (fabs(r) <= 0.75) return copysign(cos(pi * (fabs(r) - 0.5)), r);
  return copysign(sin(pi * (1 - fabs(r))), r);
}

double cos_pi(double x) {
  if (!isfinite(x)) return NAN;
  const double r = fabs(remainder(x, 2));
  if (r == 0.5) return 0;
  if (r <= 0.25) return cos(pi * r);
  if (r <= 0.75) return sin(pi * (0.5 - r));
  return -cos(pi * (1 - r));
}

/* exp(x*x) erfc(x): by its continued fraction where erfc is too small. */
double scaled_erfc(double x) {
  if (x < 20) return exp(x * x) * erfc(x);
  double below = x;
  for (int k = 60; k > 0; k--) below = x + k / 2.0 / below;
  return 0.56418958354775628695 / below;
}

/* Newton's steps from an estimate by a logarithm (Winitzki's). */
double inverse_erf(double x) {
  if (!(fabs(x) < 1)) return fabs(x) == 1 ? copysign(INFINITY, x) : NAN;
  if (fabs(x) > 0.5) return copysign(inverse_erfc(1 - fabs(x)), x);
  double y = 0.88622692545275801365 * x;
  for (int i = 0; i < 8; i++) y -= (erf(y) - x) * 0.88622692545275801365 * exp(y * y);
  return y;
}

double inverse_erfc(double x) {
  if (!(x > 0 && x < 2)) return x == 0 ? INFINITY : x == 2 ? -INFINITY : NAN;
  if (x > 1) return -inverse_erfc(2 - x);
  if (x > 0.5) return inverse_erf(1 - x);
  double y = sqrt(-log(x * sqrt(pi) * sqrt(fmax(-log(x), 1))));
  for (int i = 0; i < 12; i++) {
    /* Newton on log(erfc), which is nearly a parabola. */
    const double value = scaled_erfc(y);
    y += value * (log(value) - y * y - log(x)) * 0.88622692545275801365;
  }
  return y;
}

double normal(double x) { return 0.5 * erfc(-x * root_half); }
double inverse_normal(double x) { return -inverse_erfc(2 * x) / root_half; }
double bessel_j0(double x) { return j0(x); }
double bessel_j1(double x) { return j1(x); }
double bessel_y0(double x) { return y0(x); }
double bessel_y1(double x) { return y1(x); }
double reciprocal_sqrt(double x) { return 1 / sqrt(x); }
double reciprocal_cbrt(double x) { return 1 / cbrt(x); }
double reciprocal_hypot(double x, double y) { return 1 / hypot(x, y); }
/* NaN gives 0. */
double saturated(double x) { return x > 0 ? fmin(x, 1) : 0; }
