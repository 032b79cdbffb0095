/* memcpy and memmove of whole arrays, also overlapping and of run-time size. */
#define IN 7
#define OUT 7
#include "program.h"

FUNCTION void memcpy_arrays(real *x, int n) {
  real t[14];
  memcpy(t, x, n * sizeof *x);
  memcpy(t + n, t, sizeof(real) * n);
  memmove(t + 1, t, (n + 2) * sizeof *t);
  memmove(t, t + 2, 5 * sizeof *t);
  for (int i = 0; i < n; i++) t[i] = t[i] * t[n + i];
  memcpy(x, t, n * sizeof *x);
}

IN_PLACE(memcpy_arrays)
