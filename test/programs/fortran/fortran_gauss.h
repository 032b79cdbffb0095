/* A linear system by Gaussian elimination with pivots and sections. */
#define IN 12
#define OUT 3
#include "program.h"

FUNCTION void fortran_gauss(const real *x, real *y, int n) {
  real a[3][3], b[3];
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 3; j++) a[i][j] = x[3 * j + i] + (i == j ? 0.1 : 0);
    b[i] = x[9 + i];
  }
#define MINOR(i, j) (a[(i + 1) % 3][(j + 1) % 3] * a[(i + 2) % 3][(j + 2) % 3] - a[(i + 1) % 3][(j + 2) % 3] * a[(i + 2) % 3][(j + 1) % 3])
  const real det = a[0][0] * MINOR(0, 0) + a[0][1] * MINOR(0, 1) + a[0][2] * MINOR(0, 2);
  for (int j = 0; j < 3; j++) {
    y[j] = 0;
    for (int i = 0; i < 3; i++) y[j] += b[i] * MINOR(i, j) / det;
  }
}

ARRAY_OF_ARRAY(fortran_gauss)
