/* A vector that grows by realloc while active numbers are pushed. */
#define IN 9
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct vector {
  real *data;
  int used, room;
};
static void push(struct vector *v, real x) {
  if (v->used == v->room) {
    v->room = v->room ? 2 * v->room : 1;
    v->data = realloc(v->data, v->room * sizeof *v->data);
  }
  v->data[v->used++] = x;
}
FUNCTION real realloc_grow(const real *x, int n) {
  struct vector v = {0, 0, 0};
  for (int i = 0; i < n; i++) {
    push(&v, x[i] * x[i]);
    if (i % 3 == 0) push(&v, sin(x[i]) * v.data[0]);
  }
  real sum = 0;
  for (int i = 0; i < v.used; i++) sum += v.data[i] * (i + 1);
  free(v.data);
  return sum;
}

VALUE_OF_ARRAY(realloc_grow)
