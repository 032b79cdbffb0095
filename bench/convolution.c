/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Convolution of an image of 256 x 256 with a filter of 7 x 7, both active, where the filter fits. The adjoint needs only
 * these: nothing is kept. */
#include "bench.h"

enum { wide = 256, part = 7, inner = wide - part + 1, pixels = wide * wide };
int side = wide, filter_side = part;

const struct program program = {
    .inputs = pixels + part * part, .outputs = inner * inner, .need = 0, .adjoint_alone = 1};

void prepare(double *x) {
  for (int i = 0; i < program.inputs; i++) x[i] = uniform(-1, 1);
}

NOINLINE void convolve(const double *RESTRICT image, const double *RESTRICT filter,
                       double *RESTRICT result, int n, int m) {
  int out = n - m + 1;
  for (int i = 0; i < out; i++) {
    for (int j = 0; j < out; j++) {
      double sum = 0;
      for (int a = 0; a < m; a++)
        for (int b = 0; b < m; b++) sum += filter[a * m + b] * image[(i + a) * n + j + b];
      result[i * out + j] = sum;
    }
  }
}

double primal(double *x, double *y) {
  convolve(x, x + pixels, y, side, filter_side);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)convolve, enzyme_dup, x, dx, enzyme_dup, x + pixels, dx + pixels, enzyme_dup,
                    y, dy, enzyme_const, side, enzyme_const, filter_side);
}

/* Row by row of the result: a row's part in the image and in the filter are sums along the row. */
NOINLINE static void backward(const double *restrict image, double *restrict dimage,
                              const double *restrict filter, double *restrict dfilter,
                              const double *restrict seed, int n, int m) {
  int out = n - m + 1;
  for (int i = 0; i < out; i++) {
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        const double *own = seed + i * out;
        double *drow = dimage + (i + a) * n + b;
        for (int j = 0; j < out; j++) drow[j] += own[j] * filter[a * m + b];
        dfilter[a * m + b] += dot(own, image + (i + a) * n + b, out);
      }
    }
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  backward(x, dx, x + pixels, dx + pixels, dy, side, filter_side);
}
