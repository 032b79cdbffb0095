/* Addresses kept in two halves, put together again.
 * refuse: E_PROVENANCE */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdint.h>
#include <stdlib.h>

FUNCTION real halved_address(const real *x, int n) {
  real *a = malloc(n * sizeof(real)), *b = malloc(n * sizeof(real));
  uint32_t *halves = malloc(4 * n * sizeof *halves);
  for (int i = 0; i < n; i++) {
    a[i] = x[i] * x[i], b[i] = sin(x[i]);
    halves[2 * i] = (uint32_t)((uintptr_t)(i & 1 ? a : b) >> 32);
    halves[2 * i + 1] = (uint32_t)(uintptr_t)(i & 1 ? a : b);
  }
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const int k = (3 * i + 1) % n;
    real *c = (real *)((uintptr_t)halves[2 * k] << 32 | halves[2 * k + 1]);
    sum += c[i] * x[0];
  }
  free(a);
  free(b);
  free(halves);
  return sum;
}

VALUE_OF_ARRAY(halved_address)
