/* Rosenbrock's function of six variables: a loop over neighbours. */
#define N 6
static const double point[N] = {-1.2, 1.0, 0.7, 1.4, -0.3, 0.9};
double value(const double *x) {
  double sum = 0;
  for (int i = 0; i + 1 < N; i++) {
    const double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
    sum += 100 * a * a + b * b;
  }
  return sum;
}
