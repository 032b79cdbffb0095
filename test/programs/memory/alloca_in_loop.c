/* alloca: memory that lives until the function returns, kept by pointer. */
#define IN 4
#define OUT 1
#include "program.h"
#include <alloca.h>

FUNCTION real alloca_in_loop(const real *x, int n) {
  real *kept[4];
  for (int i = 0; i < n; i++) {
    kept[i] = alloca((i + 1) * sizeof(real));
    for (int k = 0; k <= i; k++) kept[i][k] = x[i] * x[k];
  }
  real sum = 0;
  for (int i = 0; i < n; i++) sum += kept[i][i / 2] * kept[n - 1 - i][0];
  return sum;
}

VALUE_OF_ARRAY(alloca_in_loop)
