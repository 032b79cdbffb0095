/* A recursive fast Fourier transform with heap arrays at each depth. */
#define IN 8
#define OUT 8
#include "program.h"
#include <stdlib.h>

static void transform(real *re, real *im, int n) {
  if (n == 1) return;
  const int h = n / 2;
  real *t = malloc(2 * n * sizeof *t);
  for (int i = 0; i < h; i++) t[i] = re[2 * i], t[h + i] = re[2 * i + 1], t[n + i] = im[2 * i], t[n + h + i] = im[2 * i + 1];
  transform(t, t + n, h);
  transform(t + h, t + n + h, h);
  for (int k = 0; k < h; k++) {
    const double c = __builtin_cos(6.283185307179586 * k / n), s = -__builtin_sin(6.283185307179586 * k / n);
    const real a = c * t[h + k] - s * t[n + h + k], b = c * t[n + h + k] + s * t[h + k];
    re[k] = t[k] + a, im[k] = t[n + k] + b, re[h + k] = t[k] - a, im[h + k] = t[n + k] - b;
  }
  free(t);
}
FUNCTION void recursive_fft(const real *x, real *y, int n) {
  real re[8], im[8];
  for (int i = 0; i < n; i++) re[i] = x[i], im[i] = x[i] * x[(i + 1) % n];
  transform(re, im, n);
  for (int i = 0; i < n; i++) y[i] = re[i] * re[i] + im[i] * im[i];
}

ARRAY_OF_ARRAY(recursive_fft)
