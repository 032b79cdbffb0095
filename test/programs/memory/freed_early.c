/* Memory that the reverse sweep needs is freed long before the end, in a loop. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

FUNCTION real freed_early(const real *x, int n) {
  real product = 1;
  for (int i = 0; i < n; i++) {
    real *t = malloc((i + 1) * sizeof *t);
    for (int k = 0; k <= i; k++) t[k] = x[k] * x[i] + k;
    real sum = 0;
    for (int k = 0; k <= i; k++) sum += t[k] * t[i - k];
    free(t);
    product *= 0.3 * sum;
  }
  return product;
}

VALUE_OF_ARRAY(freed_early)
