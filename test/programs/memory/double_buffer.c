/* Two buffers that swap roles every round. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdlib.h>

FUNCTION real double_buffer(const real *x, int n) {
  real *now = malloc(n * sizeof *now), *next = malloc(n * sizeof *next);
  for (int i = 0; i < n; i++) now[i] = x[i];
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < n; i++) next[i] = now[i] + 0.1 * now[(i + 1) % n] * now[i];
    real *t = now;
    now = next;
    next = t;
  }
  real sum = 0;
  for (int i = 0; i < n; i++) sum += now[i] * now[i];
  free(now);
  free(next);
  return sum;
}

VALUE_OF_ARRAY(double_buffer)
