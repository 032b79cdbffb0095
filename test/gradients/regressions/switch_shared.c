/* Several cases of a switch lead to one join; the result did not verify. */
#include <tgmath.h>
#ifndef D
#define D double
#define F float
#endif
struct S { D u; int k; D v; D w[8]; F z; };
D f(D *x, D *y, F *g, struct S *s, D a, D b, int n, int m) {
  D t = a;
  for (int i = 0; i < 8; i++) {
    switch ((i + n) & 7) {
    case 0:
    case 3:
    case 5:
      break;
    case 1:
      t *= sin(x[i]);
      break;
    default:
      t = y[i] + t * b;
    }
    x[i] = t * s->v;
  }
  return t;
}
