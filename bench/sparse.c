/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Product of a sparse matrix of 50,000 rows in compressed rows, 10 entries each, and a vector; active are entries and vector.
 * The adjoint needs only these: nothing is kept. */
#include "bench.h"

int rows = 50000;
enum { length = 50000, entries = 10 * length };
static int first[length + 1], column[entries];

const struct program program = {.inputs = entries + length, .outputs = length, .need = 0, .adjoint_alone = 1};

void prepare(double *x) {
  for (int i = 0; i < entries + length; i++) x[i] = uniform(-1, 1);
  for (int i = 0; i <= length; i++) first[i] = 10 * i;
  for (int e = 0; e < entries; e++) column[e] = (int)uniform(0, length);
}

NOINLINE void multiply(const double *RESTRICT a, const double *RESTRICT v, double *RESTRICT result,
                       const int *RESTRICT start, const int *RESTRICT at, int n) {
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int e = start[i]; e < start[i + 1]; e++) sum += a[e] * v[at[e]];
    result[i] = sum;
  }
}

double primal(double *x, double *y) {
  multiply(x, x + entries, y, first, column, rows);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)multiply, enzyme_dup, x, dx, enzyme_dup, x + entries, dx + entries,
                    enzyme_dup, y, dy, enzyme_const, first, enzyme_const, column, enzyme_const, rows);
}

NOINLINE static void backward(const double *restrict a, double *restrict da, const double *restrict v,
                              double *restrict dv, const double *restrict seed, int n) {
  for (int i = 0; i < n; i++) {
    for (int e = first[i]; e < first[i + 1]; e++) {
      da[e] += seed[i] * v[column[e]];
      dv[column[e]] += seed[i] * a[e];
    }
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  backward(x, dx, x + entries, dx + entries, dy, rows);
}
