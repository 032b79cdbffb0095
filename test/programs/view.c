/* A struct of a pointer and a length behind a pointer; its shadow holds the shadow's pointer. */
#define IN 6
#define OUT 1
#include "program.h"

struct view {
  const real *data;
  int length;
};

FUNCTION real view(const struct view *v) {
  real sum = 0;
  for (int i = 0; i < v->length; i++) sum += v->data[i] * v->data[v->length - 1 - i] * v->data[0];
  return sum;
}

APPLY { out[0] = view(&(struct view){in, IN}); }
GRADIENT(void view_grad(const struct view *, struct view *, real)) {
  struct view d = {din, IN};
  view_grad(&(struct view){in, IN}, &d, dout[0]);
  out[0] = view(&(struct view){in, IN});
}
