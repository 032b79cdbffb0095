/* The trace of a product of four matrices, two of them the same, through memory of the heap. */
#include <stdlib.h>
enum { SIDE = 3 };
#define N (2 * SIDE * SIDE)
static const double point[N] = {0.5, -0.3, 0.8, 1.1, 0.2,  -0.7, 0.4, 0.9, -0.6,
                                0.1, 0.7,  0.3, -0.9, 1.2, 0.6,  0.8, -0.4, 0.5};

static double *times(const double *a, const double *b) {
  double *c = malloc(SIDE * SIDE * sizeof *c);
  for (int i = 0; i < SIDE; i++) {
    for (int k = 0; k < SIDE; k++) {
      c[i * SIDE + k] = 0;
      for (int j = 0; j < SIDE; j++) c[i * SIDE + k] += a[i * SIDE + j] * b[j * SIDE + k];
    }
  }
  return c;
}
double value(const double *x) {
  const double *a = x, *b = x + SIDE * SIDE;
  double *ab = times(a, b), *aba = times(ab, a), *abab = times(aba, b), trace = 0;
  for (int i = 0; i < SIDE; i++) trace += abab[i * SIDE + i];
  free(ab);
  free(aba);
  free(abab);
  return trace;
}
