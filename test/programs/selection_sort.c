/* Selection sort in place of the caller's array, with swaps of equal index left out by `continue`. */
#define IN 8
#define OUT 8
#include "program.h"

FUNCTION void selection_sort(real *x, int n) {
  for (int i = 0; i < n; i++) {
    int smallest = i;
    for (int j = i + 1; j < n; j++)
      if (VALUE(x[j]) < VALUE(x[smallest])) smallest = j;
    if (smallest == i) continue;
    const real kept = x[i];
    x[i] = x[smallest];
    x[smallest] = kept * x[i];
  }
}

IN_PLACE(selection_sort)
