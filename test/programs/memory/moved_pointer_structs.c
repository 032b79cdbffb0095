/* Structs of floats and pointers in an array that grows: memcpy to a longer one, memmove within it. */
#define IN 6
#define OUT 1
#include "program.h"

#include <stdlib.h>
#include <string.h>
struct entry {
  real key;
  real *id;
  real value;
};
struct table {
  struct entry *at;
  int count, room;
};

static void insert(struct table *t, int place, struct entry e) {
  if (t->count == t->room) {
    t->room = 2 * t->room + 1;
    struct entry *more = malloc(t->room * sizeof *more);
    if (t->count > 0) memcpy(more, t->at, t->count * sizeof *more);
    free(t->at);
    t->at = more;
  }
  memmove(t->at + place + 1, t->at + place, (t->count - place) * sizeof *t->at);
  t->at[place] = e;
  t->count++;
}

static void erase(struct table *t, int place) {
  memmove(t->at + place, t->at + place + 1, (t->count - place - 1) * sizeof *t->at);
  t->count--;
}

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
  for (int i = 0; i < t.count; i++) sum += t.at[i].key * t.at[i].value * *t.at[i].id;
  free(t.at);
  return sum;
}

VALUE_OF_ARRAY(moved_pointer_structs)
