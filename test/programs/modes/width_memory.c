/* tsad: in source
 * Two gradients at once: a variable, a list with pointers in it, copies, a branch, numbers that are returned beside them. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"
#include <stdlib.h>
#include <string.h>

struct cell {
  struct cell *next;
  real value;
};
static real level;
FUNCTION real width_memory(const real *x, real scale, real shift, int n) {
  struct cell *list = 0;
  real copy[IN], sum = 0;
  memcpy(copy, x, n * sizeof *x);
  level = shift;
  for (int i = 0; i < n; i++) {
    struct cell *made = malloc(sizeof *made);
    if (!made) abort();
    made->next = list;
    made->value = copy[i] * scale;
    list = made;
    level += made->value * copy[0];
  }
  while (list) {
    struct cell *next = list->next;
    sum = n > 3 ? sum * list->value + level : sum + list->value;
    free(list);
    list = next;
  }
  return sum;
}

#ifdef PRIMAL
struct both {
  double scale[2], shift[2];
};
struct both __enzyme_autodiff(void *, ...);
struct both width_memory_grad(const double *x, double *dx, double *dx2, double scale, double shift, int n) {
  return __enzyme_autodiff((void *)width_memory, enzyme_width, 2, enzyme_dup, x, dx, dx2, enzyme_out, scale, enzyme_out,
                           shift, enzyme_const, n);
}
#else
struct both {
  double scale[2], shift[2];
};
#endif
APPLY { out[0] = width_memory(in, in[1], in[2] * in[0], IN); }
GRADIENT(struct both width_memory_grad(const real *, real *, real *, real, real, int)) {
  real d[2][IN] = {{0}};
  struct both r = width_memory_grad(in, d[0], d[1], in[1], in[2] * in[0], IN);
  for (int i = 0; i < IN; i++) din[i] += (d[0][i] + d[1][i]) / 2;
  din[1] += (r.scale[0] + r.scale[1]) / 2;
  din[2] += r.shift[0] * in[0];
  din[0] += r.shift[1] * in[2];
  apply(in, out);
}
