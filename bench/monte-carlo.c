/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Price of an Asian option: 5,000 paths of geometric Brownian motion, 64 steps, with given random numbers; active are spot, strike and
 * the volatility and rate of each step. The paths are independent: the prices of one are kept. */
#include "bench.h"

enum { length = 64, count = 5000 };
int steps = length, paths = count;
static double *random_numbers;

const struct program program = {.inputs = 2 + 2 * length, .step = 1e-6, .need = 8.0 * length};

void prepare(double *x) {
  x[0] = 100, x[1] = 98;
  for (int t = 0; t < length; t++) x[2 + t] = uniform(0.15, 0.25), x[2 + length + t] = uniform(0.01, 0.03);
  random_numbers = zeros(count * length);
  for (int i = 0; i < count * length; i++)
    random_numbers[i] = sqrt(-2 * log(uniform(1e-9, 1))) * cos(uniform(0, 2 * M_PI));
}

NOINLINE double price(const double *RESTRICT at, const double *RESTRICT volatility,
                      const double *RESTRICT rate, const double *RESTRICT normal, int n, int m, double h) {
  double sum = 0, root = sqrt(h), discount = 0;
  for (int t = 0; t < m; t++) discount += rate[t] * h;
  for (int p = 0; p < n; p++) {
    double s = at[0], mean = 0;
    for (int t = 0; t < m; t++) {
      double v = volatility[t];
      s *= exp((rate[t] - 0.5 * v * v) * h + v * root * normal[p * m + t]);
      mean += s;
    }
    mean /= m;
    if (mean > at[1]) sum += mean - at[1];
  }
  return exp(-discount) * sum / n;
}

double primal(double *x, double *y) {
  return price(x, x + 2, x + 2 + length, random_numbers, paths, steps, 1.0 / length);
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)price, enzyme_dup, x, dx, enzyme_dup, x + 2, dx + 2, enzyme_dup,
                    x + 2 + length, dx + 2 + length, enzyme_const, random_numbers, enzyme_const, paths,
                    enzyme_const, steps, enzyme_const, 1.0 / length);
}

NOINLINE static void backward(const double *restrict at, double *restrict dat,
                              const double *restrict volatility, double *restrict dvolatility,
                              const double *restrict rate, double *restrict drate,
                              const double *restrict normal, int n, int m, double h) {
  double kept[length], sum = 0, root = sqrt(h), discount = 0;
  for (int t = 0; t < m; t++) discount += rate[t] * h;
  double factor = exp(-discount) / n;
  for (int p = 0; p < n; p++) {
    double s = at[0], mean = 0, ds = 0;
    for (int t = 0; t < m; t++) {
      double v = volatility[t];
      kept[t] = s *= exp((rate[t] - 0.5 * v * v) * h + v * root * normal[p * m + t]);
      mean += s;
    }
    mean /= m;
    if (mean <= at[1]) continue;
    sum += mean - at[1];
    dat[1] -= factor;
    /* ds is the adjoint of the logarithm of the price. */
    for (int t = m - 1; t >= 0; t--) {
      ds += factor / m * kept[t];
      drate[t] += ds * h;
      dvolatility[t] += ds * (root * normal[p * m + t] - volatility[t] * h);
    }
    dat[0] += ds / at[0];
  }
  for (int t = 0; t < m; t++) drate[t] -= h * factor * sum;
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  backward(x, dx, x + 2, dx + 2, x + 2 + length, dx + 2 + length, random_numbers, paths, steps,
           1.0 / length);
}
