/* A struct of two doubles by value, which the compiler splits into two parameters. */
#define IN 2
#define OUT 1
#include "program.h"

struct point {
  real x, y;
};

FUNCTION real by_value(struct point p) { return p.x * p.x * p.y + exp(p.y - p.x); }

APPLY { out[0] = by_value((struct point){in[0], in[1]}); }
GRADIENT(void by_value_grad(struct point *, struct point, real)) {
  struct point d;
  by_value_grad(&d, (struct point){in[0], in[1]}, dout[0]);
  din[0] += d.x;
  din[1] += d.y;
  out[0] = by_value((struct point){in[0], in[1]});
}
