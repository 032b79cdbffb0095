/* The adjoint of mixture.c: one point after the other, forward and back. */

/* Turns terms into their shares exp(term) / sum. */
static void to_shares(double *term, int k) {
  double all = log_sum(term, k);
  for (int c = 0; c < k; c++) term[c] = exp(term[c] - all);
}

/* What the point's part `c` adds to the shadows, where `share` is its part of the sum. */
static void part(const double *restrict away, const double *restrict product,
                 const double *restrict triangle, const double *restrict diagonal, double share,
                 double *restrict dmean, double *restrict dtriangle, int d) {
  const double *column = triangle + d;
  double *dcolumn = dtriangle + d;
  for (int j = 0; j < d; j++) {
    double sum = diagonal[j] * product[j], factor = share * away[j];
    for (int i = j + 1; i < d; i++) {
      sum += *column++ * product[i];
      *dcolumn++ -= factor * product[i];
    }
    dmean[j] += share * sum;
    dtriangle[j] += share * (1 - diagonal[j] * away[j] * product[j]);
  }
}

NOINLINE static void backward(const double *restrict weight, double *restrict dweight,
                              const double *restrict mean, double *restrict dmean,
                              const double *restrict triangle, double *restrict dtriangle,
                              const double *restrict x, double *restrict work, int n, int d, int k) {
  int size = d * (d + 1) / 2;
  double *away = work, *product = away + k * d, *diagonal = product + k * d, *term = diagonal + k * d;
  double *logs = term + k;
  for (int c = 0; c < k; c++) {
    logs[c] = 0;
    for (int i = 0; i < d; i++) {
      diagonal[c * d + i] = exp(triangle[c * size + i]);
      logs[c] += triangle[c * size + i];
    }
    term[c] = weight[c];
  }
  to_shares(term, k);
  for (int c = 0; c < k; c++) dweight[c] -= n * term[c];
  for (int p = 0; p < n; p++) {
    for (int c = 0; c < k; c++) {
      const double *column = triangle + c * size + d;
      double *own = away + c * d, *q = product + c * d, square = 0;
      for (int i = 0; i < d; i++) own[i] = x[p * d + i] - mean[c * d + i];
      for (int i = 0; i < d; i++) q[i] = diagonal[c * d + i] * own[i];
      for (int j = 0; j < d; j++)
        for (int i = j + 1; i < d; i++) q[i] += *column++ * own[j];
      for (int i = 0; i < d; i++) square += q[i] * q[i];
      term[c] = weight[c] + logs[c] - 0.5 * square;
    }
    to_shares(term, k);
    for (int c = 0; c < k; c++) {
      dweight[c] += term[c];
      part(away + c * d, product + c * d, triangle + c * size, diagonal + c * d, term[c],
           dmean + c * d, dtriangle + c * size, d);
    }
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  double *work = malloc((3 * K * D + 2 * K) * sizeof(double));
  double *means = x + K, *triangles = means + K * D, *dmeans = dx + K, *dtriangles = dmeans + K * D;
  backward(x, dx, means, dmeans, triangles, dtriangles, sample, work, points, dimensions, parts);
  free(work);
}
