/* Sorts in a local array and weighs by rank: which load a value came from depends on the data. */
#define IN 9
#define OUT 1
#include "program.h"

FUNCTION real insertion_sort(const real *x, int n) {
  real sorted[16];
  for (int i = 0; i < n; i++) {
    const real value = x[i] * x[i];
    int j = i;
    for (; j > 0 && VALUE(sorted[j - 1]) > VALUE(value); j--) sorted[j] = sorted[j - 1];
    sorted[j] = value;
  }
  real sum = 0;
  for (int i = 0; i < n; i++) sum += (i + 1) * sin(sorted[i]);
  return sum;
}

VALUE_OF_ARRAY(insertion_sort)
