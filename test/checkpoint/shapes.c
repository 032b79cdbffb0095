/* More loops, of programs as people write them: state in a struct, memory of an iteration, pointers that walk and rotate. As loops.c. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tsad/mark.h"
#ifdef PLAIN
#define __tsad_checkpoint(a, b) ((void)0)
#define __tsad_region(a, b) ((void)0)
#endif
extern int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
/* state in a struct, with arrays behind pointers */
struct sim { double *u, *v; int n; double dt; double hist[4]; };
static void advance(struct sim *s) { for (int i = 0; i < s->n; i++) s->v[i] = s->u[i] + s->dt * sin(s->u[(i + 1) % s->n]); memcpy(s->u, s->v, s->n * sizeof(double)); s->hist[s->n % 4] += s->u[0]; }
static double structs(double *x, long n) {
  struct sim *s = calloc(1, sizeof *s);
  s->n = 5; s->dt = x[1]; s->u = malloc(5 * 8); s->v = malloc(5 * 8);
  for (int i = 0; i < 5; i++) s->u[i] = x[0] * (i + 1);
  for (long k = 0; k < n; k++) { __tsad_checkpoint(TSAD_REVOLVE, 3); advance(s); }
  double r = 0; for (int i = 0; i < 5; i++) r += s->u[i] * s->u[i] + s->hist[1];
  free(s->u); free(s->v); free(s);
  return r;
}
/* temporaries on the heap in each iteration, in the loop; switch; lcg random state */
static double temporaries(double *x, long n) {
  double a = x[0]; unsigned long seed = 12345;
  for (long k = 0; k < n; k++) {
    __tsad_checkpoint(TSAD_REVOLVE, 3);
    double *t = malloc(16 * sizeof *t);
    seed = seed * 6364136223846793005ul + 1442695040888963407ul;
    double r = (double)(seed >> 40) / (1 << 24);
    for (int i = 0; i < 16; i++) t[i] = a * (double)i + r * x[1];
    switch (seed >> 62) { case 0: a = sin(t[3]); break; case 1: a = cos(t[5]); break; case 2: a += 0.1 * t[1]; break; default: a *= 0.99; }
    free(t);
  }
  return a;
}
/* the state is overwritten behind the loop, and read-only data too; result through several exits */
static double table[6];
static double overwritten(double *x, long n) {
  double u[4] = {x[0], x[1], 1, 2};
  for (int i = 0; i < 6; i++) table[i] = x[i % 2] * (i + 1);
  long k; double *best = u;
  for (k = 0; k < n; k++) {
    __tsad_checkpoint(TSAD_REVOLVE, 2);
    for (int i = 0; i < 4; i++) u[i] += 0.1 * sin(table[(i + k) % 6] * u[(i + 1) & 3]);
    if (u[k & 3] > 2.9) { best = u + (k & 3); break; }
  }
  double r = *best + (double)k * u[1];
  memset(u, 0, sizeof u); memset(table, 0, sizeof table);
  return r + u[0];
}
/* pointer walk: marked loop over a pointer into an array; also backwards over global */
static double walk(double *x, long n) {
  double w[64]; for (int i = 0; i < 64; i++) w[i] = x[i & 1] + 0.01 * i;
  double s = 0; double *end = w + n;
  for (double *p = w; p != end; ++p) { __tsad_checkpoint(TSAD_REVOLVE, 2); s = sin(s) + *p * *p; *p = s; }
  for (double *p = end; p != w; --p) { __tsad_checkpoint(TSAD_PERIODIC, 3); s += p[-1] * s * 0.001; }
  return s + w[3];
}
/* three buffers rotated, inside a plain outer loop */
static double rotate3(double *x, long n) {
  double A[5], B[5], C[5], total = 0;
  for (int r = 0; r < 3; r++) {
    double *a = A, *b = B, *c = C;
    for (int i = 0; i < 5; i++) a[i] = x[0] + i + r, b[i] = x[1] * i, c[i] = 0;
    for (long k = 0; k < n; k++) {
      __tsad_checkpoint(TSAD_ONLINE, 4);
      for (int i = 0; i < 5; i++) c[i] = 1.2 * b[i] - 0.3 * a[i] + 0.01 * sin(b[(i + 1) % 5]);
      double *t = a; a = b; b = c; c = t;
      if (n > 20 && k == 20) break;
    }
    total += b[0] * a[1] + total * 0.1 * b[2];
  }
  return total;
}
/* float, int and short state; x by value */
static double byvalue(double *x, long n) {
  double y = x[0] * x[1]; short s = 3; float f = 0.5f; int i = 0; char flag = 0; long double e = x[0];
  while (i < 3 * n) { __tsad_checkpoint(TSAD_REVOLVE, 5); s = (short)(s * 7 % 31); f += (float)(y * 0.01) * s; flag = !flag; if (flag) y = y * 0.9 + f * 0.01; i += 3; e = e * 1.01L + y; }
  return y + f + (double)e;
}
#define OBJECTIVE(name) static void o_##name(double *x, long n, double *r) { *r = name(x, n); } \
  static void d_##name(double *x, double *dx, long n, double *r, double *dr) { __enzyme_autodiff((void *)o_##name, enzyme_dup, x, dx, enzyme_const, n, enzyme_dup, r, dr); }
#define ALL(F) F(temporaries) F(overwritten) F(walk) F(rotate3) F(byvalue) F(structs)
ALL(OBJECTIVE)
#define TEST(name) for (int i = 0; i < 5; i++) { double x[2] = {0.7, 0.4}, dx[2] = {0}, r = 0, dr = 1; \
  d_##name(x, dx, n[i], &r, &dr); printf("%s %ld %.14g %.14g %.14g\n", #name, n[i], r, dx[0], dx[1]); }
int main(void) {
  long n[5] = {0, 1, 2, 17, 60};
  ALL(TEST)
}
