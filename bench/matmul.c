/* variants: needed=-DRESTRICT=restrict; not-needed=-DRESTRICT=restrict -DNO_RESULT; alias=-DRESTRICT=;
 * dot=-DRESTRICT=restrict -DDOT */
/* Product of two dense matrices of 240 x 240, row by row, or (dot) with a dot product for each entry as textbooks have it. The
 * adjoint needs only the factors, which are still there: nothing is kept. */
#include "bench.h"

int size = 240;
enum { entries = 240 * 240 };
const struct program program = {.inputs = 2 * entries, .outputs = entries, .need = 0,
                                .no_result = no_result, .adjoint_alone = 1};

void prepare(double *x) {
  for (int i = 0; i < 2 * entries; i++) x[i] = uniform(-1, 1);
}

NOINLINE void multiply(const double *RESTRICT a, const double *RESTRICT b, double *RESTRICT c, int n) {
#ifdef DOT
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
  }
#else
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) c[i * n + j] = 0;
    for (int k = 0; k < n; k++)
      for (int j = 0; j < n; j++) c[i * n + j] += a[i * n + k] * b[k * n + j];
  }
#endif
}

double primal(double *x, double *y) {
  multiply(x, x + entries, y, size);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)multiply, enzyme_dup, x, dx, enzyme_dup, x + entries, dx + entries, RESULT,
                    y, dy, enzyme_const, size);
}

/* The second factor is transposed, so that both products go along rows. */
NOINLINE static void backward(const double *restrict a, double *restrict da, const double *restrict b,
                              double *restrict db, const double *restrict dc, double *restrict turned, int n) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) turned[j * n + i] = b[i * n + j];
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < n; k++)
      for (int j = 0; j < n; j++) db[k * n + j] += a[i * n + k] * dc[i * n + j];
    for (int j = 0; j < n; j++)
      for (int k = 0; k < n; k++) da[i * n + k] += dc[i * n + j] * turned[j * n + k];
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  double *turned = malloc(sizeof(double) * entries);
  backward(x, dx, x + entries, dx + entries, dy, turned, size);
  free(turned);
}
