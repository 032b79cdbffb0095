/* Memory that is allocated on some paths only, and freed with free(NULL) on the others. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

FUNCTION real conditional_allocation(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    real *t = NULL;
    if (VALUE(x[i]) > 0.6) {
      t = malloc(2 * sizeof *t);
      t[0] = x[i] * x[i];
      t[1] = sin(x[i]);
    }
    sum += t ? t[0] * t[1] : x[i];
    free(t);
  }
  return sum;
}

VALUE_OF_ARRAY(conditional_allocation)
