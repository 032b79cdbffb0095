/* Loops that are written as calls with a step, in the spelling of tsad or, with -DENZYME, of Enzyme, beside one that is written out. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "tsad/mark.h"
extern int enzyme_dup, enzyme_const, enzyme_scheme, enzyme_checkpoint_region;
void __enzyme_autodiff(void *, ...);
void __enzyme_checkpoint_for(void *, ...);
struct scheme {
  int version;
};
extern struct scheme EnzymeSchemeRevolve;
struct config {
  int64_t snapshots;
  int verbose;
};

static void step(int64_t k, double *u, double *v, int n, float c) {
  for (int i = 0; i < n; i++) v[i] = u[i] + c * sin(u[(i + 1) % n]) * (1 + 0.01 * (double)k);
  for (int i = 0; i < n; i++) u[i] = v[i];
}

static void called(double *u, double *v, int n, long steps, float c) {
#ifdef ENZYME
  struct config config = {4, 0};
  __enzyme_checkpoint_for((void *)step, (int64_t)3, (int64_t)steps, enzyme_scheme, &EnzymeSchemeRevolve, &config, enzyme_checkpoint_region,
                          u, n * sizeof *u, enzyme_checkpoint_region, v, n * sizeof *v, u, v, n, c);
#else
  __tsad_checkpoint_for((void *)step, 3, steps, tsad_checkpoint_schedule, TSAD_REVOLVE, 4, tsad_checkpoint_region, u, n * sizeof *u,
                        tsad_checkpoint_region, v, n * sizeof *v, u, v, n, c);
#endif
}

static void written(double *u, double *v, int n, long steps, float c) {
  for (long k = 3; k < 3 + steps; k++) step(k, u, v, n, c);
}

static int grow(int64_t k, double *x) {
  x[0] = x[0] * 1.1 + 0.1 * sin(x[1]);
  x[1] += x[0];
  return x[0] < 50;
}

static void grown(double *x) { __tsad_checkpoint_while((void *)grow, tsad_checkpoint_region, x, (int64_t)16, x); }

int main(void) {
  double u[6] = {1, 2, 3, 4, 5, 6}, v[6] = {0}, du[6] = {1, 0, 0, 0, 0, 1}, dv[6] = {0};
  double a[6] = {1, 2, 3, 4, 5, 6}, da[6] = {1, 0, 0, 0, 0, 1};
  __enzyme_autodiff((void *)called, enzyme_dup, u, du, enzyme_dup, v, dv, enzyme_const, 6, enzyme_const, 50L, enzyme_const, 0.1f);
  __enzyme_autodiff((void *)written, enzyme_dup, a, da, enzyme_dup, v, dv, enzyme_const, 6, enzyme_const, 50L, enzyme_const, 0.1f);
  for (int i = 0; i < 6; i++) printf("u%d %.17g\nplain_u%d %.17g\ndu%d %.17g\nplain_du%d %.17g\n", i, u[i], i, a[i], i, du[i], i, da[i]);
  double x[2] = {1, 2}, dx[2] = {1, 0};
  __enzyme_autodiff((void *)grown, enzyme_dup, x, dx);
  /* Outside of derivatives they are loops. */
  called(u, v, 6, 3, 0.5f);
  written(a, v, 6, 3, 0.5f);
  printf("after %.17g\nby_hand %.17g\n", u[0], a[0]);
  return 0;
}
