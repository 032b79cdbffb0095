/* Unions moved by assignment, by swaps through integers and by realloc. */
#define IN 4
#define OUT 1
#include <stdlib.h>
#include "program.h"

union any {
  real number;
  long count;
  real *place;
};
FUNCTION real marked_moves(const real *x, int n) {
  real y = x[0] * x[1];
  union any *a = malloc(3 * sizeof *a);
  a[0].number = x[2] * 3;
  a[1].count = n + 1;
  a[2].place = &y;
  a = realloc(a, 9 * sizeof *a);
  for (int i = 3; i < 9; i++) a[i] = a[i % 3];
  union any kept = a[3];
  a[3] = a[6];
  a[6] = kept;
  real sum = 0;
  for (int i = 0; i < 9; i++) {
    if (i % 3 == 0) sum += a[i].number * a[i].number * x[3];
    else if (i % 3 == 1) sum += a[i].count * x[1];
    else sum += *a[i].place;
  }
  free(a);
  return sum;
}

VALUE_OF_ARRAY(marked_moves)
