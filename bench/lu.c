/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Solution of 200 linear equations by factors with partial pivoting, and a weighted sum of the unknowns. The factors that
 * are left in the work space are all that the adjoint needs, with the order of the rows: by hand it is a solution with the transpose. */
#include "bench.h"

enum { length = 200 };
int size = length;
static double *weight, *work, *dwork;
static int order[length];

const struct program program = {.inputs = length * (length + 1), .need = 4.0 * length};

void prepare(double *x) {
  for (int i = 0; i < program.inputs; i++) x[i] = uniform(-1, 1);
  weight = zeros(length);
  for (int i = 0; i < length; i++) weight[i] = uniform(-1, 1);
  work = zeros(program.inputs), dwork = zeros(program.inputs);
}

/* The factors of `a` in `f`, the unknowns in `u`. */
NOINLINE double solve(const double *RESTRICT a, const double *RESTRICT b, const double *RESTRICT w,
                      double *RESTRICT f, double *RESTRICT u, int *RESTRICT rows, int n) {
  for (int i = 0; i < n * n; i++) f[i] = a[i];
  for (int i = 0; i < n; i++) rows[i] = i;
  for (int k = 0; k < n; k++) {
    int best = k;
    for (int i = k + 1; i < n; i++)
      if (fabs(f[i * n + k]) > fabs(f[best * n + k])) best = i;
    int row = rows[k];
    rows[k] = rows[best], rows[best] = row;
    for (int j = 0; j < n && best != k; j++) {
      double v = f[k * n + j];
      f[k * n + j] = f[best * n + j], f[best * n + j] = v;
    }
    for (int i = k + 1; i < n; i++) {
      double factor = f[i * n + k] /= f[k * n + k];
      for (int j = k + 1; j < n; j++) f[i * n + j] -= factor * f[k * n + j];
    }
  }
  for (int i = 0; i < n; i++) {
    u[i] = b[rows[i]];
    for (int j = 0; j < i; j++) u[i] -= f[i * n + j] * u[j];
  }
  double sum = 0;
  for (int i = n - 1; i >= 0; i--) {
    for (int j = i + 1; j < n; j++) u[i] -= f[i * n + j] * u[j];
    u[i] /= f[i * n + i];
    sum += w[i] * u[i];
  }
  return sum;
}

double primal(double *x, double *y) {
  return solve(x, x + length * length, weight, work, work + length * length, order, size);
}

void gradient(double *x, double *dx, double *y, double *dy) {
  int square = length * length;
  __enzyme_autodiff((void *)solve, enzyme_dup, x, dx, enzyme_dup, x + square, dx + square, enzyme_const,
                    weight, enzyme_dup, work, dwork, enzyme_dup, work + square, dwork + square,
                    enzyme_const, order, enzyme_const, size);
}

NOINLINE static void backward(const double *restrict f, const double *restrict u, double *restrict da,
                              double *restrict db, double *restrict v, int n) {
  for (int i = 0; i < n; i++) v[i] = weight[i];
  for (int i = 0; i < n; i++) {
    v[i] /= f[i * n + i];
    for (int j = i + 1; j < n; j++) v[j] -= f[i * n + j] * v[i];
  }
  for (int i = n - 1; i >= 0; i--)
    for (int j = 0; j < i; j++) v[j] -= f[i * n + j] * v[i];
  for (int i = 0; i < n; i++) {
    db[order[i]] += v[i];
    for (int j = 0; j < n; j++) da[order[i] * n + j] -= v[i] * u[j];
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  primal(x, y);
  backward(work, work + length * length, dx, dx + length * length, dwork, size);
  memset(dwork, 0, length * sizeof *dwork);
}
