/* Functions that GPUs have and C has not, in terms of those that it has. */
#ifndef TSAD_GPU_SPECIAL_H
#define TSAD_GPU_SPECIAL_H

double ten_to(double x);
double sin_pi(double x);
double cos_pi(double x);
double scaled_erfc(double x);
double inverse_erf(double x);
double inverse_erfc(double x);
double normal(double x);
double inverse_normal(double x);
double bessel_j0(double x);
double bessel_j1(double x);
double bessel_y0(double x);
double bessel_y1(double x);
double reciprocal_sqrt(double x);
double reciprocal_cbrt(double x);
double reciprocal_hypot(double x, double y);
double saturated(double x);

/* In double, then rounded. */
#define ten_tof(x) ((float)ten_to(x))
#define sin_pif(x) ((float)sin_pi(x))
#define cos_pif(x) ((float)cos_pi(x))
#define scaled_erfcf(x) ((float)scaled_erfc(x))
#define inverse_erff(x) ((float)inverse_erf(x))
#define inverse_erfcf(x) ((float)inverse_erfc(x))
#define normalf(x) ((float)normal(x))
#define inverse_normalf(x) ((float)inverse_normal(x))
#define bessel_j0f(x) ((float)bessel_j0(x))
#define bessel_j1f(x) ((float)bessel_j1(x))
#define bessel_y0f(x) ((float)bessel_y0(x))
#define bessel_y1f(x) ((float)bessel_y1(x))
#define reciprocal_sqrtf(x) ((float)reciprocal_sqrt(x))
#define reciprocal_cbrtf(x) ((float)reciprocal_cbrt(x))
#define reciprocal_hypotf(x, y) ((float)reciprocal_hypot(x, y))
#define saturatedf(x) ((float)saturated(x))

#endif
