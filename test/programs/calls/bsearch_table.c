/* bsearch in a table whose entries hold active numbers. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct entry {
  int key;
  real v;
};
static int by_key(const void *key, const void *entry) {
  return *(const int *)key - ((const struct entry *)entry)->key;
}
FUNCTION real bsearch_table(const real *x, int n) {
  struct entry table[5];
  for (int i = 0; i < n; i++) table[i] = (struct entry){i * 3, sin(x[i])};
  real sum = 0;
  for (int key = 0; key < 3 * n; key++) {
    struct entry *found = bsearch(&key, table, n, sizeof *table, by_key);
    if (!found) continue;
    sum += found->v * (key + 1);
    found->v = found->v * x[0];
  }
  return sum * table[2].v;
}

VALUE_OF_ARRAY(bsearch_table)
