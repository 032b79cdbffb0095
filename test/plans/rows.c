/* Product of a sparse matrix and a vector, written to memory that may be the vector's. */
void rows(const double *a, const double *v, double *result, const int *start, const int *at, int n) {
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int e = start[i]; e < start[i + 1]; e++) sum += a[e] * v[at[e]];
    result[i] = sum;
  }
}
