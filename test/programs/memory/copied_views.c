/* Structs of a number, a count and a pointer to a number are copied whole, and written through the copies. */
#define IN 4
#define OUT 1
#include "program.h"

struct view {
  real scale;
  long count;
  real *at;
};
FUNCTION real copied_views(const real *x, int n) {
  real local = x[1] * x[1];
  struct view first = {x[0], n, &local}, second, both[2];
  memcpy(&second, &first, sizeof second);
  *second.at *= second.scale;
  second.scale *= x[2];
  both[0] = second;
  both[1] = first;
  real sum = 0;
  for (int i = 0; i < 2; i++) sum += both[i].scale * *both[i].at * both[i].count * x[3];
  return sum;
}

VALUE_OF_ARRAY(copied_views)
