/* time, clock, getenv, srand and rand: values from outside that no derivative depends on. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdlib.h>
#include <time.h>

FUNCTION real clock_and_random(const real *x, int n) {
  const time_t start = time(NULL);
  const clock_t ticks = clock();
  srand(7);
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const int pick = rand() % n;
    const double noise = rand() / (RAND_MAX + 1.0);
    sum += x[pick] * x[i] * noise;
  }
  if (getenv("NO_SUCH_VARIABLE_HERE")) sum *= 2;
  if (time(NULL) < start || clock() < ticks) return 0;
  return sum;
}

VALUE_OF_ARRAY(clock_and_random)
