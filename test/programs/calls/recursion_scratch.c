/* Recursion with an array of its own in each call: a determinant by minors. */
#define IN 16
#define OUT 1
#include "program.h"

static real minors(const real *a, int n) {
  if (n == 1) return a[0];
  real rest[16], sum = 0;
  for (int column = 0; column < n; column++) {
    for (int i = 1; i < n; i++)
      for (int j = 0, k = 0; j < n; j++)
        if (j != column) rest[(i - 1) * (n - 1) + k++] = a[i * n + j];
    const real term = a[column] * minors(rest, n - 1);
    sum += column % 2 ? -term : term;
  }
  return sum;
}
FUNCTION real recursion_scratch(const real *x, int n) { return minors(x, n / 4); }

VALUE_OF_ARRAY(recursion_scratch)
