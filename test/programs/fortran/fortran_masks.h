/* Masks, with count, any, all, sum and maxval with a mask, and merge of arrays. */
#define IN 10
#define OUT 1
#include "program.h"

FUNCTION real fortran_masks(const real *x, int n) {
  real s = 0, most = 0, total = 0, y[IN];
  int count = 0, any = 0;
  for (int i = 0; i < n; i++) {
    const int large = VALUE(x[i]) > 0.8;
    y[i] = large ? x[i] * x[i] : sqrt(x[i]);
    total += y[i];
    count += large;
    if (large) s += x[i];
    else if (VALUE(y[i]) > VALUE(most)) most = y[i];
    if (VALUE(x[i]) > 1.3) any = 1;
  }
  s = s * count + most * 2 + total;
  return any && count < n ? s + y[0] : s;
}

VALUE_OF_ARRAY(fortran_masks)
