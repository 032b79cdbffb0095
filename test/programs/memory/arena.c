/* An arena: several kinds of data cut from one block of bytes, integers beside active numbers. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct arena {
  char *start;
  size_t used, size;
};
static void *cut(struct arena *a, size_t bytes) {
  bytes = (bytes + 15) & ~(size_t)15;
  if (a->used + bytes > a->size) return NULL;
  void *result = a->start + a->used;
  a->used += bytes;
  return result;
}
FUNCTION real arena(const real *x, int n) {
  struct arena a = {malloc(1024), 0, 1024};
  int *order = cut(&a, n * sizeof *order);
  real *values = cut(&a, n * sizeof *values), *prefix = cut(&a, n * sizeof *prefix);
  for (int i = 0; i < n; i++) order[i] = (i * 3 + 1) % n, values[i] = x[i] * x[i];
  real sum = 0;
  for (int i = 0; i < n; i++) prefix[i] = sum += values[order[i]];
  const real result = prefix[0] * prefix[n - 1] + prefix[n / 2];
  free(a.start);
  return result;
}

VALUE_OF_ARRAY(arena)
