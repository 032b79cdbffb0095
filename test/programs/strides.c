/* Steps that grow, shrink, depend on an outer counter or on the data, and bounds that a loop's own body moves. */
#define IN 16
#define OUT 1
#include "program.h"

FUNCTION real strides(const real *x, int n) {
  real sum = 0;
  for (int step = 1; step < n; step++)
    for (int i = step - 1; i < n; i += step) sum += x[i] * x[step] / step;
  for (int i = 0; i < n; i += VALUE(x[i]) > 0.8 ? 3 : 1) sum *= 1 + 0.01 * x[i];
  int bound = 3;
  for (int i = 0; i < bound; i++) {
    if (VALUE(x[i]) > 0.5 && bound < n) bound += 2;
    if (bound > n) bound = n;
    sum += sin(sum) * x[i];
  }
  for (long low = 0, high = n - 1; low < high; low++, high -= 2) sum += x[low] * x[high];
  return sum;
}

VALUE_OF_ARRAY(strides)
