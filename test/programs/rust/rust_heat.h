/* Two buffers of a scheme in time that change places. */
#define IN 8
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_heat(const real *x, size_t n) {
  real u[2][IN], s = 0;
  for (size_t i = 0; i < n; i++) u[0][i] = x[i];
  for (int t = 0; t < 4; t++) {
    real *a = u[t % 2], *b = u[1 - t % 2];
    b[0] = a[0], b[n - 1] = a[n - 1];
    for (size_t i = 1; i + 1 < n; i++) b[i] = a[i] + 0.2 * (a[i + 1] - 2 * a[i] + a[i - 1]) * a[i];
  }
  for (size_t i = 0; i < n; i++) s += u[0][i] * u[0][i];
  return s * x[0] + 2 * u[0][1];
}

VALUE_OF_SLICE(rust_heat)
