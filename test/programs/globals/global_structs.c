/* A global array of structs, of mixed members, is state. */
#define IN 6
#define OUT 1
#include "program.h"

static struct body {
  int id;
  real position, velocity;
} bodies[3];
static void move(double by) {
  for (int i = 0; i < 3; i++) {
    real force = 0;
    for (int j = 0; j < 3; j++)
      if (bodies[j].id != bodies[i].id) force += bodies[j].position - bodies[i].position;
    bodies[i].velocity += by * force * bodies[i].position;
  }
  for (int i = 0; i < 3; i++) bodies[i].position += by * bodies[i].velocity;
}
FUNCTION real global_structs(const real *x, int n) {
  for (int i = 0; i < 3; i++) bodies[i] = (struct body){i, x[i], x[n - 1 - i]};
  for (int t = 0; t < 3; t++) move(0.1);
  return bodies[0].position * bodies[1].velocity + bodies[2].position;
}

VALUE_OF_ARRAY(global_structs)
