/* Kepler's equation by a fixed-point iteration in a do-while loop with a convergence test. */
#define IN 2
#define OUT 1
#define LOW 0.1
#define HIGH 0.5
#include "program.h"

FUNCTION real fixed_point(real anomaly, real eccentricity) {
  real e = anomaly, last;
  do {
    last = e;
    e = anomaly + eccentricity * sin(last);
  } while (VALUE(fabs(e - last)) > 1e-13);
  return e * e;
}

struct pair {
  real anomaly, eccentricity;
};

APPLY { out[0] = fixed_point(in[0], in[1]); }
GRADIENT(void fixed_point_grad(struct pair *, real, real, real)) {
  struct pair d;
  fixed_point_grad(&d, in[0], in[1], dout[0]);
  din[0] += d.anomaly;
  din[1] += d.eccentricity;
  out[0] = fixed_point(in[0], in[1]);
}
