/* A sparse matrix in compressed rows times a vector, both active, built at run time. */
#define IN 9
#define OUT 3
#include "program.h"
#include <stdlib.h>

FUNCTION void sparse_rows(const real *x, real *y, int n) {
  const int rows = n / 3;
  int *start = malloc((rows + 1) * sizeof *start), *column = malloc(n * sizeof *column), used = 0;
  real *value = malloc(n * sizeof *value);
  for (int i = 0; i < rows; i++) {
    start[i] = used;
    for (int j = 0; j < rows; j++)
      if ((i + 2 * j) % 3 != 1) column[used] = j, value[used] = x[i * rows + j] * x[i], used++;
  }
  start[rows] = used;
  for (int i = 0; i < rows; i++) {
    real sum = 0;
    for (int k = start[i]; k < start[i + 1]; k++) sum += value[k] * x[column[k]];
    y[i] = sum;
  }
  free(start);
  free(column);
  free(value);
}

ARRAY_OF_ARRAY(sparse_rows)
