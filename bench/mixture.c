/* variants: d10-restrict=-DRESTRICT=restrict -DD=10 -DK=25; d10-alias=-DRESTRICT= -DD=10 -DK=25;
 * d32-restrict=-DRESTRICT=restrict -DD=32 -DK=25; d32-alias=-DRESTRICT= -DD=32 -DK=25; d64-restrict=-DRESTRICT=restrict -DD=64 -DK=5 */
/* Log-likelihood of a mixture of K Gaussians for 1,000 points of D dimensions. The inverse covariance of each is the square of a
 * lower triangle: logarithms of its diagonal, then what is below it, column by column. The points are independent: of one at a time
 * its distance from each mean and the product with the triangle are kept, beside the diagonals. */
#include "bench.h"

enum { count = 1000, below = D * (D - 1) / 2, in_triangle = D + below };
int points = count, dimensions = D, parts = K;
static double *sample;

const struct program program = {.inputs = K * (1 + D + in_triangle),
                                .need = 8.0 * (K * (2 * D + 1) + K * D + K)};

void prepare(double *x) {
  sample = zeros(count * D);
  for (int i = 0; i < count * D; i++) sample[i] = uniform(-1, 1);
  for (int i = 0; i < program.inputs; i++) x[i] = uniform(-0.5, 0.5);
}

/* The logarithm of a sum of exponentials. */
static double log_sum(const double *v, int n) {
  double largest = v[0], sum = 0;
  for (int i = 1; i < n; i++)
    if (v[i] > largest) largest = v[i];
  for (int i = 0; i < n; i++) sum += exp(v[i] - largest);
  return largest + log(sum);
}

NOINLINE double likelihood(const double *RESTRICT weight, const double *RESTRICT mean,
                           const double *RESTRICT triangle, const double *RESTRICT x, int n, int d, int k) {
  int size = d * (d + 1) / 2;
  double *diagonal = malloc(k * d * sizeof(double)), *logs = malloc(k * sizeof(double));
  double *away = malloc(d * sizeof(double)), *product = malloc(d * sizeof(double));
  double *term = malloc(k * sizeof(double)), sum = 0;
  for (int c = 0; c < k; c++) {
    logs[c] = 0;
    for (int i = 0; i < d; i++) {
      diagonal[c * d + i] = exp(triangle[c * size + i]);
      logs[c] += triangle[c * size + i];
    }
  }
  for (int p = 0; p < n; p++) {
    for (int c = 0; c < k; c++) {
      const double *column = triangle + c * size + d;
      for (int i = 0; i < d; i++) away[i] = x[p * d + i] - mean[c * d + i];
      for (int i = 0; i < d; i++) product[i] = diagonal[c * d + i] * away[i];
      for (int j = 0; j < d; j++)
        for (int i = j + 1; i < d; i++) product[i] += *column++ * away[j];
      double square = 0;
      for (int i = 0; i < d; i++) square += product[i] * product[i];
      term[c] = weight[c] + logs[c] - 0.5 * square;
    }
    sum += log_sum(term, k);
  }
  double result = sum - n * log_sum(weight, k);
  free(diagonal), free(logs), free(away), free(product), free(term);
  return result;
}

double primal(double *x, double *y) {
  return likelihood(x, x + K, x + K + K * D, sample, points, dimensions, parts);
}

void gradient(double *x, double *dx, double *y, double *dy) {
  double *means = x + K, *triangles = means + K * D, *dmeans = dx + K, *dtriangles = dmeans + K * D;
  __enzyme_autodiff((void *)likelihood, enzyme_dup, x, dx, enzyme_dup, means, dmeans, enzyme_dup,
                    triangles, dtriangles, enzyme_const, sample, enzyme_const, points, enzyme_const,
                    dimensions, enzyme_const, parts);
}

#include "mixture-adjoint.h"
