/* qsort of structs with a number beside active members; elements that compare equal and hold the same values. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct item {
  int key;
  real v, w;
};
static int by_key(const void *a, const void *b) {
  const struct item *x = a, *y = b;
  return x->key - y->key;
}
FUNCTION real qsort_structs(const real *x, int n) {
  struct item items[6];
  for (int i = 0; i < n; i++) {
    items[i].key = i * 3 % 2;
    items[i].v = x[i] * x[i];
    items[i].w = x[n - 1 - i] * 0 + 2;
  }
  items[1].v = items[3].v;
  qsort(items, n, sizeof *items, by_key);
  real sum = 0;
  for (int i = 0; i < n; i++) sum = sum * items[i].w / 3 + items[i].v * (i + 1) * (items[i].key + 1);
  return sum;
}

VALUE_OF_ARRAY(qsort_structs)
