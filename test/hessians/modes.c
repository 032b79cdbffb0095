/* The function of PROGRAM with its gradient and the products of its Hessian and a vector, made in three ways. PROGRAM defines N,
 * the point at which it is looked at, and `double value(const double *x)`. This file is what tsad reads. */
#include PROGRAM

extern int enzyme_const, enzyme_dup, enzyme_dupnoneed;
double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

const int length = N;
const double *where(void) { return point; }

void gradient(const double *x, double *dx) { __enzyme_autodiff((void *)value, enzyme_dup, x, dx); }

void forward_over_reverse(const double *x, const double *v, double *product) {
  double unused[N] = {0};
  __enzyme_fwddiff((void *)gradient, enzyme_dup, x, v, enzyme_dupnoneed, unused, product);
}

static double slope_along(const double *x, const double *v) {
  return __enzyme_fwddiff((void *)value, enzyme_dup, x, v);
}
void reverse_over_forward(const double *x, const double *v, double *product) {
  __enzyme_autodiff((void *)slope_along, enzyme_dup, x, product, enzyme_const, v);
}

static double gradient_times(const double *x, const double *v) {
  double slopes[N] = {0}, sum = 0;
  __enzyme_autodiff((void *)value, enzyme_dup, x, slopes);
  for (int i = 0; i < N; i++) sum += slopes[i] * v[i];
  return sum;
}
void reverse_over_reverse(const double *x, const double *v, double *product) {
  __enzyme_autodiff((void *)gradient_times, enzyme_dup, x, product, enzyme_const, v);
}
