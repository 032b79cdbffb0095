/* Shuffles and an in-place update of vectors of eight floats. */
#define IN 8
#define OUT 8
#define SCALAR float
#define DIFFERENCES
#define WIDEST double
#include "program.h"

typedef real vector __attribute__((vector_size(8 * sizeof(real)), aligned(4)));

FUNCTION void vector_shuffle(real *x, int n) {
  vector v = *(vector *)x;
  for (int i = 0; i < n / 2; i++) {
    const vector turned = __builtin_shufflevector(v, v, 1, 2, 3, 4, 5, 6, 7, 0);
    const vector swapped = __builtin_shufflevector(v, turned, 0, 8, 2, 10, 4, 12, 6, 14);
    v = (real)0.5 * (v + turned * swapped);
  }
  *(vector *)x = v;
}

IN_PLACE(vector_shuffle)
