/* Nested loops with break, continue, a flag that leaves both, and a return in the middle. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real nested_breaks(const real *x, int n) {
  real sum = 0;
  int stop = 0;
  for (int i = 0; i < n && !stop; i++) {
    if (VALUE(x[i]) < 0.3) continue;
    for (int j = n; j-- > 0;) {
      if (j == i) continue;
      if (VALUE(sum) > 12) {
        stop = 1;
        break;
      }
      sum += x[i] * x[j];
      if (VALUE(x[j] * x[i]) > 1.2) break;
      if (VALUE(sum) > 40) return sum * sum;
    }
    sum *= 1.1;
  }
  return stop ? sum * x[0] : sum;
}

VALUE_OF_ARRAY(nested_breaks)
