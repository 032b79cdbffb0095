/* calloc: sums start from its zeros, integer counts beside them. */
#define IN 6
#define OUT 2
#include "program.h"
#include <stdlib.h>

FUNCTION void calloc_counts(const real *x, real *y, int n) {
  real *sums = calloc(2, sizeof *sums);
  int *counts = calloc(2, sizeof *counts);
  for (int i = 0; i < n; i++) {
    const int side = VALUE(x[i]) > 0.8;
    sums[side] += x[i] * x[i];
    counts[side]++;
  }
  for (int k = 0; k < 2; k++) y[k] = counts[k] ? sums[k] / counts[k] : sums[k];
  free(counts);
  free(sums);
}

ARRAY_OF_ARRAY(calloc_counts)
