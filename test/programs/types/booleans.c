/* _Bool, char and bit masks that remember which branch was taken. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdbool.h>

FUNCTION real booleans(const real *x, int n) {
  bool large[6];
  unsigned mask = 0;
  for (int i = 0; i < n; i++) {
    large[i] = VALUE(x[i]) > 0.7;
    mask |= (unsigned)(VALUE(x[i]) < 1) << i;
  }
  real sum = 0;
  for (int i = 0; i < n; i++) {
    sum += large[i] ? x[i] * x[i] : x[i];
    sum *= mask >> i & 1 ? x[(i + 1) % n] : 1.5;
    sum += (mask & (mask - 1)) == 0 || !large[n - 1 - i];
  }
  return sum;
}

VALUE_OF_ARRAY(booleans)
