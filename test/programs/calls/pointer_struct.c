/* Objects in C: a struct with a function pointer and its own data, an array of pointers to such. */
#define IN 6
#define OUT 1
#include "program.h"

struct shape {
  real (*area)(const struct shape *);
  real a, b;
};
static real rectangle(const struct shape *s) { return s->a * s->b; }
static real ellipse(const struct shape *s) { return 3.14159 * s->a * s->b / 4 + s->a; }
static real triangle(const struct shape *s) { return s->a * s->b / 2 + sin(s->b); }
FUNCTION real pointer_struct(const real *x, int n) {
  struct shape shapes[3] = {{rectangle, x[0], x[1]}, {ellipse, x[2], x[3]}, {triangle, x[4], x[5]}};
  const struct shape *all[6];
  for (int i = 0; i < n; i++) all[i] = &shapes[i * 2 % 3];
  real sum = 0;
  for (int i = 0; i < n; i++) sum += all[i]->area(all[i]) * (i + 1);
  return sum;
}

VALUE_OF_ARRAY(pointer_struct)
