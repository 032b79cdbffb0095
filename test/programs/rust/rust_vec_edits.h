/* Edits of vectors, with insert, remove, retain, drain, split_off and append. */
#define IN 8
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_vec_edits(const real *x, size_t n) {
  const real all[5] = {x[0], x[4] * x[5], x[1], x[3], x[7] * 2}, last = x[6] * 2, gone = x[2];
  real kept[7], drained, p = 1;
  int count = 0;
  for (int i = 0; i < 4; i++)
    if (VALUE(all[i]) > 0.1) kept[count++] = all[i];
  kept[count++] = all[4];
  kept[count++] = last;
  kept[count++] = gone;
  drained = kept[1] + kept[2];
  for (int i = count - 1; i >= 0; i--)
    if (i == 0 || i > 2) p = p * kept[i] + drained;
  return p;
}

VALUE_OF_SLICE(rust_vec_edits)
