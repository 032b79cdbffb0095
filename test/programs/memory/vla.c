/* Arrays of variable length, one and two dimensions. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real vla(const real *x, int n) {
  real a[n], b[n][2];
  for (int i = 0; i < n; i++) {
    a[i] = x[i] * x[i];
    b[i][0] = sin(x[i]);
    b[i][1] = a[i] + x[0];
  }
  real sum = 0;
  for (int i = 0; i < n; i++) sum += a[i] * b[n - 1 - i][i % 2];
  return sum;
}

VALUE_OF_ARRAY(vla)
