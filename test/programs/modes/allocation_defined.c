/* tsad: in source
 * An allocator with a body in the module, whose free takes more than the memory; it allocates in a function that calls itself. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"
#include <stdlib.h>

static __attribute__((noinline)) void *zone_take(size_t bytes, int zone) {
  char *all = malloc(bytes + 16);
  if (!all) abort();
  all[0] = (char)zone;
  return all + 16;
}
static __attribute__((noinline)) void zone_give(int zone, void *p) {
  char *all = (char *)p - 16;
  if (all[0] != zone) abort();
  free(all);
}
static __attribute__((noinline)) real fold(const real *x, int n) {
  if (n == 1) return x[0] * x[0];
  real *t = zone_take((n - 1) * sizeof *t, n);
  for (int i = 0; i < n - 1; i++) t[i] = x[i] * x[i + 1];
  real sum = fold(t, n - 1) + t[0];
  zone_give(n, t);
  return sum;
}
FUNCTION real allocation_defined(const real *x, int n) { return fold(x, n); }

#ifdef PRIMAL
void *__tsad_allocation_like_zone[] = {(void *)zone_take, (void *)0, "1,-1", (void *)zone_give};
void __enzyme_autodiff(void *, ...);
void allocation_defined_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)allocation_defined, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(allocation_defined)
