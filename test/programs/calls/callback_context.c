/* An active callback with a context pointer: it reads and changes active memory behind `void *`. */
#define IN 6
#define OUT 1
#include "program.h"

struct context {
  real sum, scale;
  int count;
};
static void visit(real value, void *context) {
  struct context *c = context;
  c->sum += c->scale * value * value;
  c->scale = c->scale * value;
  c->count++;
}
static __attribute__((noinline)) void each(const real *x, int n, void (*f)(real, void *), void *context) {
  for (int i = 0; i < n; i++) f(x[i], context);
}
FUNCTION real callback_context(const real *x, int n) {
  struct context c = {0, 1, 0};
  each(x, n, visit, &c);
  return c.sum / c.count;
}

VALUE_OF_ARRAY(callback_context)
