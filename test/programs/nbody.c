/* Gravity of four bodies in the plane, a few leapfrog steps; an array of structs updated in place. */
#define IN 16
#define OUT 16
#define LOW -1.5
#define HIGH 1.5
#include "program.h"

struct body {
  real x, y, u, v;
};

static void accelerate(struct body *b, int n, double h) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++) {
      const real dx = b[j].x - b[i].x, dy = b[j].y - b[i].y;
      const real r2 = dx * dx + dy * dy + 0.05;
      const real f = h / (r2 * sqrt(r2));
      b[i].u += f * dx;
      b[i].v += f * dy;
      b[j].u -= f * dx;
      b[j].v -= f * dy;
    }
}

FUNCTION void nbody(struct body *b, int steps) {
  for (int s = 0; s < steps; s++) {
    accelerate(b, 4, 0.05);
    for (struct body *each = b; each < b + 4; each++) {
      each->x += 0.05 * each->u;
      each->y += 0.05 * each->v;
    }
  }
}

APPLY {
  memcpy(out, in, sizeof(real) * IN);
  nbody((struct body *)out, 6);
}
GRADIENT(void nbody_grad(struct body *, struct body *, int)) {
  memcpy(out, in, sizeof(real) * IN);
  nbody_grad((struct body *)out, (struct body *)dout, 6);
  for (int i = 0; i < IN; i++) din[i] += dout[i];
}
