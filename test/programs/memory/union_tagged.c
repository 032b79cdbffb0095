/* A tagged union: an integer or an active number in the same bytes. */
#define IN 5
#define OUT 1
#include "program.h"

struct variant {
  int is_number;
  union {
    real number;
    long integer;
  } u;
};
static real value_of(const struct variant *v, real otherwise) {
  return v->is_number ? v->u.number * v->u.number : otherwise * v->u.integer;
}
FUNCTION real union_tagged(const real *x, int n) {
  struct variant v[5];
  for (int i = 0; i < n; i++) {
    v[i].is_number = i % 2 == 0;
    if (v[i].is_number) v[i].u.number = sin(x[i]);
    else v[i].u.integer = i + 1;
  }
  real sum = 0;
  for (int i = 0; i < n; i++) sum += value_of(&v[i], x[i]);
  return sum;
}

VALUE_OF_ARRAY(union_tagged)
