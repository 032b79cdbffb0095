/* Marked loops in a function that calls itself, so that it is differentiated as a part. As loops.c. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "tsad/mark.h"
#ifdef PLAIN
#define __tsad_checkpoint(a, b) ((void)0)
#define __tsad_region(a, b) ((void)0)
#endif
extern int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
static double rec(double *c, double a, long n, int depth) {
  if (depth == 0) return a;
  double loc[3] = {a, c[0], 1};
  double *h = malloc(4 * sizeof *h); for (int i = 0; i < 4; i++) h[i] = a + i;
  __tsad_region(c, 16);
  for (long k = 0; k < n; k++) {
    __tsad_checkpoint(TSAD_REVOLVE, 2);
    a = a + 0.1 * sin(c[0] * a) * c[1] + 0.01 * loc[k % 3];
    loc[k % 3] = a * 0.5 + h[k & 3];
    h[k & 3] *= 0.9;
    if (a > 100) return rec(c, a * 0.01, n, depth - 1);
  }
  c[0] += 0.1 * a;
  a += loc[1] + h[2];
  free(h);
  return rec(c, a, n, depth - 1) + loc[2] * 0.1;
}
static void o_(double *x, long n, double *r) { *r = rec(x, x[1], n, 3); }
int main(void) { for (long n = 0; n < 40; n += 13) { double x[2] = {0.7, 0.4}, dx[2] = {0}, r = 0, dr = 1; __enzyme_autodiff((void *)o_, enzyme_dup, x, dx, enzyme_const, n, enzyme_dup, &r, &dr); printf("%g %.14g %.14g %.14g\n", x[0], r, dx[0], dx[1]); } }
