/* Relative pointers of 32 bits, counted in units of 16 bytes, between two arrays.
 * refuse: E_PROVENANCE */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdint.h>
#include <stdlib.h>

FUNCTION real relative_narrow(const real *x, int n) {
  real *a = malloc(n * sizeof(real)), *b = malloc(n * sizeof(real));
  int32_t *step = malloc(sizeof *step);
  for (int i = 0; i < n; i++) a[i] = x[i] * x[i], b[i] = sin(x[i]);
  *step = (int32_t)(((intptr_t)b - (intptr_t)a) >> 4);
  real sum = 0;
  for (int i = 0; i < n; i++) {
    sum += a[i] * *(real *)((intptr_t)&a[i] + *step * (intptr_t)16);
  }
  free(step);
  free(a);
  free(b);
  return sum;
}

VALUE_OF_ARRAY(relative_narrow)
