/* Assumed-shape arguments, given whole arrays, sections and sections with strides. */
#define IN 10
#define OUT 1
#include "program.h"

static void fortran_assumed_shape_smooth(const real *a, int sa, real *b, int sb, int n, real weight) {
  b[0] = a[0];
  b[(n - 1) * sb] = a[(n - 1) * sa];
  for (int i = 1; i < n - 1; i++)
    b[i * sb] = weight * a[i * sa] * a[i * sa] + (1 - weight) * (a[(i - 1) * sa] + a[(i + 1) * sa]);
}

FUNCTION real fortran_assumed_shape(const real *x, int n) {
  real y[IN], z[IN] = {0}, s = 0;
  fortran_assumed_shape_smooth(x, 1, y, 1, n, 0.25);
  for (int i = 1; i < n - 3; i++) z[i] += 0.5 * y[i] * y[i + 2];
  fortran_assumed_shape_smooth(x, 2, z + n - 1, -2, n / 2, x[1]);
  for (int i = 0; i < n; i++) s += y[i] * z[i];
  return s + z[n - 1] * z[0];
}

VALUE_OF_ARRAY(fortran_assumed_shape)
