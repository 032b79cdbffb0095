/* A struct with a length and a flexible array behind it, on the heap. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct series {
  int n;
  real at, c[];
};
static struct series *make(const real *x, int n) {
  struct series *s = malloc(sizeof *s + n * sizeof *s->c);
  s->n = n;
  s->at = x[0];
  for (int i = 0; i < n; i++) s->c[i] = x[i];
  return s;
}
FUNCTION real flexible_member(const real *x, int n) {
  struct series *s = make(x, n);
  real value = 0;
  for (int i = s->n; i-- > 0;) value = value * s->at + s->c[i];
  free(s);
  return value;
}

VALUE_OF_ARRAY(flexible_member)
