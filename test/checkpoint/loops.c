/* Loops of every shape, marked; with -DPLAIN the same without marks. Prints for each and for several lengths the value and the gradient. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
extern int enzyme_dup, enzyme_const;
#include "tsad/mark.h"
#ifdef PLAIN
#define __tsad_checkpoint(schedule, budget) ((void)0)
#define __tsad_region(pointer, bytes) ((void)0)
#endif
void __enzyme_autodiff(void *, ...);
/* break, return, index, several latches (continue) */
static double breaks(double *x, long n) {
  double a = x[0], b = x[1], s = 0;
  for (long k = 17; k > 17 - 3 * n; k -= 3) {
    __tsad_checkpoint(TSAD_REVOLVE, 3);
    a = sin(a) + 0.01 * (double)k * b;
    if (k % 4 == 0) { s += a * b; continue; }
    b = b * 0.9 + 0.1 * cos(a);
    if (a > 5) break;
    if (s > 40) return s * s + a;
    s += 0.5 * b * b;
  }
  return s + a * b;
}
/* heap arrays with size n, memcpy, freed behind; integer table */
static double heap(double *x, long n) {
  long m = 4 + n;
  double *u = malloc(m * sizeof *u), *v = malloc(m * sizeof *v);
  int *perm = malloc(m * sizeof *perm);
  double c[3] = {x[0], x[1], 0.3};
  for (long i = 0; i < m; i++) u[i] = x[i % 2] * (double)i, perm[i] = (int)((i * 3 + 1) % m);
  for (long k = 0; k < n; k++) {
    __tsad_checkpoint(TSAD_PERIODIC, 0);
    for (long i = 0; i < m; i++) v[i] = c[0] * sin(u[perm[i]]) + c[1] * u[i] + c[2];
    memcpy(u, v, m * sizeof *u);
    perm[k % m] = (int)((perm[k % m] + 1) % m);
  }
  c[0] = c[1] = 0;
  double s = c[0];
  for (long i = 0; i < m; i++) s += u[i] * u[i];
  free(u); free(v); free(perm);
  return s;
}
/* nested marked loops */
static double nested(double *x, long n) {
  double a = x[0], s = 0;
  for (long k = 0; k < n; k++) {
    __tsad_checkpoint(TSAD_REVOLVE, 2);
    double z = a;
    for (long j = 0; j < 5 + k; j++) {
      __tsad_checkpoint(TSAD_REVOLVE, 2);
      z = z + 0.05 * sin(z * x[1]);
    }
    a = 0.5 * (a + z);
    s += z * z;
  }
  return s;
}
/* globals, and a function that is not inlined */
static double field[8], other[8];
__attribute__((noinline)) static void advance(double *to, const double *from, double c) {
  for (int i = 0; i < 8; i++) to[i] = from[i] + c * sin(from[(i + 1) % 8]);
}
static double globals(double *x, long n) {
  for (int i = 0; i < 8; i++) field[i] = x[i % 2] + i;
  double *p = field, *q = other;
  for (long k = 0; k < n; k++) {
    __tsad_checkpoint(TSAD_ONLINE, 3);
    advance(q, p, x[1]);
    double *t = p; p = q; q = t;
    if (p[0] > 1e3) break;
  }
  double s = 0;
  for (int i = 0; i < 8; i++) s += p[i] * (double)(i + 1);
  return s;
}
/* while(1), do while */
static double dowhile(double *x, long n) {
  double a = x[0]; float f = (float)x[1]; long k = 0; int flag = 0;
  do {
    __tsad_checkpoint(TSAD_REVOLVE, 4);
    a = a * f + 0.1; f = f * 0.99f; flag ^= 1;
    if (flag) a += 0.01 * a * a;
    k++;
  } while (k < n + 1);
  return a + f;
}
/* marked loop inside a plain one, in a function that is a pair */
__attribute__((noinline)) static double part(const double *c, double a, long n) {
  __tsad_region(c, 2 * sizeof *c);
  for (long k = 0; k < n; k++) {
    __tsad_checkpoint(TSAD_REVOLVE, 2);
    a = a + 0.1 * sin(c[0] * a) * c[1];
  }
  return a;
}
static double parts(double *x, long n) {
  double s = 0, c[2] = {x[0], x[1]};
  for (int r = 0; r < 3; r++) { s += part(c, x[0] + r, n); c[0] += s * 0.1; c[1] *= 0.9; }
  return s;
}
typedef double (*function)(double *, long);
#define OBJECTIVE(name) static void o_##name(double *x, long n, double *r) { *r = name(x, n); } \
  static void d_##name(double *x, double *dx, long n, double *r, double *dr) { __enzyme_autodiff((void *)o_##name, enzyme_dup, x, dx, enzyme_const, n, enzyme_dup, r, dr); }
OBJECTIVE(breaks) OBJECTIVE(heap) OBJECTIVE(nested) OBJECTIVE(globals) OBJECTIVE(dowhile) OBJECTIVE(parts)
#define TEST(name) for (int i = 0; i < 5; i++) { double x[2] = {0.7, 0.4}, dx[2] = {0}, r = 0, dr = 1; \
  d_##name(x, dx, n[i], &r, &dr); printf("%s %ld %.15g %a %a\n", #name, n[i], r, dx[0], dx[1]); }
int main(void) {
  long n[5] = {0, 1, 2, 17, 60};
  TEST(breaks) TEST(heap) TEST(nested) TEST(globals) TEST(dowhile) TEST(parts)
}
