/* A struct of doubles, an integer and a float, copied as a whole; was refused. */
#include <tgmath.h>
#ifndef D
#define D double
#define F float
#endif
struct S { D u; int k; D v; D w[8]; F z; };
D f(D *x, D *y, F *g, struct S *s, D a, D b, int n, int m) {
  struct S local = *s;
  local.w[n & 7] += a * x[1];
  local.z = g[2];
  local.k ^= 1;
  s->u = sin(local.u) * b;
  *s = local;
  return s->w[n & 7] * s->v + (D)s->z + s->u * y[m & 7];
}
