/* Memory aligned by hand to more than malloc promises, accessed as vectors. */
#define IN 8
#define OUT 1
#include "program.h"
#include <stdint.h>
#include <stdlib.h>

FUNCTION real aligned_by_hand(const real *x, int n) {
  char *const raw = malloc(n * sizeof(real) + 192);
  real *const work = (real *)(((uintptr_t)raw + 8 + 127) & ~(uintptr_t)127);
  for (int i = 0; i < 8; i++) work[i] = x[i] * x[i];
  real sum = 0;
  for (int i = 0; i < 8; i++) sum += work[i] * work[7 - i] * x[0];
  for (int i = 0; i < 8; i++) work[i] *= 3;
  for (int i = 0; i < 8; i++) sum += work[i];
  free(raw);
  return sum;
}

VALUE_OF_ARRAY(aligned_by_hand)
