/* A local array of pointers to rows. */
#define IN 12
#define OUT 1
#include "program.h"

FUNCTION real row_pointers(const real *x, int n) {
  const real *rows[4];
  real sum = 0;
  for (int i = 0; i < 4; i++) rows[i] = x + i * (n / 4);
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < n / 4; j++) sum += rows[i][j] * rows[3 - i][j] * rows[(i + j) % 4][0];
  return sum;
}

VALUE_OF_ARRAY(row_pointers)
