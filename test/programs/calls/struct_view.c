/* A pointer and a length in a struct by value, cut into halves. */
#define IN 8
#define OUT 1
#include "program.h"

struct span {
  const real *data;
  int n;
};
static __attribute__((noinline)) struct span drop(struct span s, int k) { return (struct span){s.data + k, s.n - k}; }
static __attribute__((noinline)) real dot(struct span a, struct span b) {
  real sum = 0;
  for (int i = 0; i < a.n && i < b.n; i++) sum += a.data[i] * b.data[i];
  return sum;
}
FUNCTION real struct_view(const real *x, int n) {
  const struct span all = {x, n};
  return dot(all, drop(all, 3)) * dot(drop(all, 6), all);
}

VALUE_OF_ARRAY(struct_view)
