/* Tables of the schedules that are planned by dynamic programming. */
#include "work.h"
#include <stdlib.h>

/* A planner looks at every split of every length for every number of slots; these are some seconds. */
static const double most_splits = 5e9;

double *tsad_table_new(int64_t rows, int64_t columns) {
  if ((double)rows * (double)columns * (double)columns / 2 > most_splits) return NULL;
  return malloc((size_t)rows * (size_t)columns * sizeof(double));
}

int tsad_table_refused(const char *name, int64_t nsteps, char *error, size_t size) {
  return tsad_schedule_refuse(error, size, "%s cannot plan %lld steps: the table would be too large; use multistage or two-level", name,
                              (long long)nsteps);
}
