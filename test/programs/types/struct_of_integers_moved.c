/* A struct of a double and two integers that compilers move as {double, i64}, through memory and back. */
#define IN 4
#define OUT 1
#include "program.h"

struct sample {
  real v;
  int at, weight;
};
static __attribute__((noinline)) struct sample pick(const struct sample *all, int n, int at) {
  for (int i = 0; i < n; i++)
    if (all[i].at == at) return all[i];
  return (struct sample){0, -1, 0};
}
FUNCTION real struct_of_integers_moved(const real *x, int n) {
  struct sample all[4];
  for (int i = 0; i < n; i++) all[i] = (struct sample){x[i] * x[i], (i + 2) % n, i + 1};
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const struct sample s = pick(all, n, i);
    sum += s.v * s.weight * x[s.at];
  }
  return sum;
}

VALUE_OF_ARRAY(struct_of_integers_moved)
