/* Burgers' equation upwind, in place, periodic: which neighbour is read depends on the sign of the state. */
#define IN 10
#define OUT 10
#define LOW -1.0
#define HIGH 1.0
#include "program.h"

FUNCTION void burgers(real *u, int n) {
  for (int step = 0; step < 4; step++) {
    const real first = u[0];
    real left = u[n - 1];
    for (int i = 0; i < n; i++) {
      const real here = u[i], right = i + 1 < n ? u[i + 1] : first;
      const real slope = VALUE(here) > 0 ? here - left : right - here;
      u[i] = here - 0.2 * here * slope;
      left = here;
    }
  }
}

IN_PLACE(burgers)
