/* Factors of a matrix in place, without pivots: each step subtracts a row from those below it. */
double factors(double *f, int n) {
  for (int k = 0; k < n; k++)
    for (int i = k + 1; i < n; i++) {
      double factor = f[i * n + k] /= f[k * n + k];
      for (int j = k + 1; j < n; j++) f[i * n + j] -= factor * f[k * n + j];
    }
  return f[n * n - 1];
}
