/* variants: needed=; not-needed=-DNO_RESULT */
/* Fast Fourier transform of 2^16 complex numbers in place, radix 2: bits reversed, then stages of butterflies. Linear, and
 * its adjoint is the same transform with conjugate roots: nothing is kept. */
#include "bench.h"

int size = 1 << 16;
static double *roots; /* exp(-2 pi i k / size) */

const struct program program = {
    .inputs = 2 << 16, .outputs = 2 << 16, .in_place = 1, .need = 0,
                                .no_result = no_result, .adjoint_alone = 1};

void prepare(double *x) {
  for (int i = 0; i < 2 * size; i++) x[i] = uniform(-1, 1);
  roots = zeros(size);
  for (int k = 0; k < size / 2; k++) {
    roots[2 * k] = cos(2 * M_PI * k / size);
    roots[2 * k + 1] = -sin(2 * M_PI * k / size);
  }
}

NOINLINE void transform(double *restrict z, const double *restrict root, int n, double sign) {
  for (int i = 1, j = 0; i < n; i++) {
    int bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    double re = z[2 * i], im = z[2 * i + 1];
    z[2 * i] = z[2 * j], z[2 * i + 1] = z[2 * j + 1];
    z[2 * j] = re, z[2 * j + 1] = im;
  }
  for (int half = 1; half < n; half *= 2) {
    int step = n / (2 * half);
    for (int from = 0; from < n; from += 2 * half) {
      for (int k = 0; k < half; k++) {
        double c = root[2 * k * step], s = sign * root[2 * k * step + 1];
        double *a = z + 2 * (from + k), *b = a + 2 * half;
        double re = c * b[0] - s * b[1], im = c * b[1] + s * b[0];
        b[0] = a[0] - re, b[1] = a[1] - im;
        a[0] += re, a[1] += im;
      }
    }
  }
}

double primal(double *x, double *y) {
  transform(x, roots, size, 1);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)transform, RESULT, x, dx, enzyme_const, roots, enzyme_const, size,
                    enzyme_const, 1.0);
}

void adjoint(double *x, double *dx, double *y, double *dy) { transform(dx, roots, size, -1); }
