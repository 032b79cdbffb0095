/* Leapfrog for a pendulum; the state is a struct behind a pointer, updated in place. */
#define IN 2
#define OUT 2
#include "program.h"

struct pendulum {
  real angle, speed;
};

FUNCTION void leapfrog(struct pendulum *p, int steps) {
  const real h = 0.05;
  while (steps-- > 0) {
    p->speed -= 0.5 * h * sin(p->angle);
    p->angle += h * p->speed;
    p->speed -= 0.5 * h * sin(p->angle);
  }
}

APPLY {
  struct pendulum p = {in[0], in[1]};
  leapfrog(&p, 40);
  out[0] = p.angle;
  out[1] = p.speed;
}
GRADIENT(void leapfrog_grad(struct pendulum *, struct pendulum *, int)) {
  struct pendulum p = {in[0], in[1]}, dp = {dout[0], dout[1]};
  leapfrog_grad(&p, &dp, 40);
  out[0] = p.angle;
  out[1] = p.speed;
  din[0] += dp.angle;
  din[1] += dp.speed;
}
