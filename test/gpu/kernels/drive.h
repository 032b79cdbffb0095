/* A small frame for drivers: launches with several seeds and warp sizes, and one line for each kernel. */
#ifndef DRIVE_H
#define DRIVE_H
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tsad_gpu_run.h"

typedef struct outcome {
  double error;
  unsigned long long races, uninitialised;
  int status;
} outcome;

static tsad_gpu_options how;
static outcome total;
static tsad_gpu_counts last_counts;

static inline void launch(const tsad_gpu_kernel *kernel, tsad_gpu_dim3 grid, tsad_gpu_dim3 block, size_t shared,
                          void **args) {
  tsad_gpu_result result;
  tsad_gpu_launch(kernel, grid, block, shared, args, &how, &result);
  total.races += result.races;
  total.uninitialised += result.uninitialised;
  if (result.status != TSAD_GPU_OK) total.status = result.status;
  last_counts = result.counts;
}

static inline void expect_near(double got, double wanted, double tolerance) {
  const double difference = fabs(got - wanted) / fmax(1, fabs(wanted));
  if (!(difference <= tolerance)) total.error = fmax(total.error, isnan(difference) ? 1e300 : difference);
}

static inline double random_number(void) { return rand() / (RAND_MAX + 1.0) - 0.5; }

/* Runs the case with three seeds, and each of the warp sizes, which end with 0. */
static inline void run_case(const char *name, void (*test)(void), const unsigned *warps) {
  total = (outcome){0};
  for (const unsigned *warp = warps; *warp != 0; warp++) {
    for (unsigned seed = 1; seed <= 3; seed++) {
      how = tsad_gpu_defaults();
      how.seed = seed;
      how.warp_size = *warp;
      how.report = stdout;
      srand(7);
      test();
    }
  }
  printf("%s: error %g, races %llu, uninitialised %llu, status %d\n", name, total.error, total.races,
         total.uninitialised, total.status);
}
#endif
