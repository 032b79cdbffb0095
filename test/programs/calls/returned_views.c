/* Pairs of pointers that functions return in registers: numbers and their order, numbers and their count. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct ordered {
  real *values;
  int *order;
};
struct counted {
  real *values;
  long count;
};

__attribute__((noinline)) static struct ordered ordered_of(real *values, int *order) {
  return (struct ordered){values, order};
}
__attribute__((noinline)) static struct counted tail_of(struct counted all, long from) {
  return (struct counted){all.values + from, all.count - from};
}
__attribute__((noinline)) static void permute(struct ordered by, real *to, int n) {
  for (int i = 0; i < n; i++) to[by.order[i]] = by.values[i] * (1 + 0.1 * i);
}

FUNCTION real returned_views(const real *x, int n) {
  real *const copy = malloc(n * sizeof *copy), *const to = malloc(n * sizeof *to);
  int *const order = malloc(n * sizeof *order);
  for (int i = 0; i < n; i++) copy[i] = x[i] * x[i], order[i] = (i * 5 + 1) % n;
  permute(ordered_of(copy, order), to, n);
  const struct counted tail = tail_of((struct counted){to, n}, 2);
  real sum = to[0];
  for (long i = 0; i < tail.count; i++) sum += tail.values[i] * to[i] + sin(sum);
  free(order), free(to), free(copy);
  return sum;
}

VALUE_OF_ARRAY(returned_views)
