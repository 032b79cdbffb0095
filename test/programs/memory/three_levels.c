/* real ***: a cube of numbers behind two levels of pointers into one block. */
#define IN 8
#define OUT 1
#include "program.h"
#include <stdlib.h>

FUNCTION real three_levels(const real *x, int n) {
  real *block = malloc(8 * sizeof *block), **rows = malloc(4 * sizeof *rows), ***planes = malloc(2 * sizeof *planes);
  for (int i = 0; i < 4; i++) rows[i] = block + 2 * i;
  for (int i = 0; i < 2; i++) planes[i] = rows + 2 * i;
  for (int i = 0; i < n; i++) planes[i / 4][i / 2 % 2][i % 2] = x[i];
  real sum = 0;
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      for (int k = 0; k < 2; k++) sum += planes[i][j][k] * planes[k][i][j] * (i + 2 * j + 1);
  free(planes);
  free(rows);
  free(block);
  return sum;
}

VALUE_OF_ARRAY(three_levels)
