/* Lennard-Jones energy with a cutoff and periodic images rounded to the nearest. */
#define IN 15
#define OUT 1
#define LOW 0.0
#define HIGH 4.0
#include "program.h"

FUNCTION real lennard_jones(const real *x, int n) {
  const double box = 4.0, cutoff = 1.9;
  real energy = 0;
  for (int i = 0; i < n; i += 3)
    for (int j = i + 3; j < n; j += 3) {
      real r2 = 0.3;
      for (int k = 0; k < 3; k++) {
        real d = x[i + k] - x[j + k];
        d -= box * (int)(VALUE(d) / box + (VALUE(d) < 0 ? -0.5 : 0.5));
        r2 += d * d;
      }
      if (VALUE(r2) > cutoff * cutoff) continue;
      const real inverse = 1 / (r2 * r2 * r2);
      energy += 4 * inverse * (inverse - 1);
    }
  return energy;
}

VALUE_OF_ARRAY(lennard_jones)
