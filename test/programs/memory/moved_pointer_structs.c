/* Structs of floats and pointers in an array that grows: memcpy to a longer one, memmove within it. */
#define IN 6
#define OUT 1
#include "program.h"

#include <stdlib.h>
#include <string.h>
struct entry {
  real key;
  real *weight;
  real value;
};
#include "growing_table.h"

FUNCTION real moved_pointer_structs(const real *x, int n) {
  struct table t = {NULL, 0, 0};
  real weights[6];
  for (int i = 0; i < n; i++) weights[i] = x[i] * (i + 1);
  for (int i = 0; i < n; i++) {
    struct entry e = {x[i], &weights[i], x[i] * x[(i + 1) % n]};
    insert(&t, i / 2, e);
  }
  t.at[1].value *= t.at[2].key;
  erase(&t, 3);
  real sum = 0;
  for (int i = 0; i < t.count; i++) sum += t.at[i].key * t.at[i].value * *t.at[i].weight;
  free(t.at);
  return sum;
}

VALUE_OF_ARRAY(moved_pointer_structs)
