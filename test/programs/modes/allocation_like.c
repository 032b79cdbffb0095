/* tsad: in source
 * A user's own allocator and its free, by annotation. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"
#include <stdlib.h>

#ifdef PRIMAL
void *pool_take(int zone, size_t bytes);
void pool_give(void *p);
#else
void *pool_take(UNUSED int zone, size_t bytes) { return malloc(bytes); }
void pool_give(void *p) { free(p); }
#endif
FUNCTION real allocation_like(const real *x, int n) {
  real *t = pool_take(1, n * sizeof *t), sum = 0;
  for (int i = 0; i < n; i++) t[i] = x[i] * x[i];
  for (int i = 0; i < n; i++) sum += t[i] * t[n - 1 - i];
  pool_give(t);
  return sum;
}

#ifdef PRIMAL
void *__enzyme_allocation_like[] = {(void *)pool_take, (void *)1, "-1", (void *)pool_give};
void __enzyme_autodiff(void *, ...);
void allocation_like_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)allocation_like, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(allocation_like)
