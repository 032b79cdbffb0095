/* posix_memalign and aligned_alloc. */
#define _GNU_SOURCE
#define IN 4
#define OUT 1
#include <stdlib.h>
#include "program.h"

FUNCTION real aligned(const real *x, int n) {
  void *raw = NULL;
  if (posix_memalign(&raw, 64, 64 * ((n * sizeof(real) + 63) / 64))) return 0;
  real *a = raw, *b = aligned_alloc(32, 32 * ((n * sizeof *b + 31) / 32));
  for (int i = 0; i < n; i++) a[i] = x[i] * x[i], b[i] = cos(x[i]);
  real sum = 0;
  for (int i = 0; i < n; i++) sum += a[i] * b[n - 1 - i];
  free(a);
  free(b);
  return sum;
}

VALUE_OF_ARRAY(aligned)
