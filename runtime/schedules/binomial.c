/* The binomial schedule's numbers: A. Griewank and A. Walther, "Algorithm 799: revolve", ACM TOMS 26 (2000) 19-45. */
#include "work.h"

int64_t tsad_binomial_reach(int64_t slots, int64_t repetitions) {
  if (slots < 0 || repetitions < 0) return 0;
  int64_t few = slots < repetitions ? slots : repetitions;
  int64_t many = slots < repetitions ? repetitions : slots;
  int64_t reach = 1;
  for (int64_t i = 1; i <= few; i++) {
    int64_t product;
    if (__builtin_mul_overflow(reach, many + i, &product)) return INT64_MAX;
    reach = product / i;
  }
  return reach;
}

/* The least number r of repetitions with which `slots` slots reverse `steps` steps. */
static int64_t repetitions_for(int64_t steps, int64_t slots) {
  if (slots == 1) return steps > 0 ? steps - 1 : 0;
  int64_t repetitions = 0;
  while (tsad_binomial_reach(slots, repetitions) < steps) repetitions++;
  return repetitions;
}

int64_t tsad_binomial_forwards(int64_t nsteps, int64_t slots) {
  if (nsteps < 2) return 0;
  if (slots < 1) return INT64_MAX;
  if (slots >= nsteps - 1) return nsteps - 1;
  int64_t repetitions = repetitions_for(nsteps, slots);
  int64_t all;
  if (__builtin_mul_overflow(repetitions, nsteps, &all)) return INT64_MAX;
  return all - tsad_binomial_reach(slots + 1, repetitions - 1);
}

/* Every choice between the largest of three bounds and the least of three others needs the fewest steps; of these, the ones below need
 * the fewest stores as well. */
int64_t tsad_binomial_split(int64_t steps, int64_t slots) {
  if (slots >= steps - 1) return 1;
  int64_t r = repetitions_for(steps, slots);
  int64_t near = tsad_binomial_reach(slots, r - 2), far = tsad_binomial_reach(slots, r - 1);
  int64_t rest = tsad_binomial_reach(slots - 1, r - 1) + tsad_binomial_reach(slots - 2, r - 1);
  int64_t middle = steps - rest;
  if (steps <= far + tsad_binomial_reach(slots - 2, r - 1)) middle = near;
  else if (steps >= tsad_binomial_reach(slots, r) - tsad_binomial_reach(slots - 3, r)) middle = far;
  return middle < 1 ? 1 : middle;
}
