/*
 * Calls a random program's gradient and judges it. Linked with the gradient of `f`, with `f` itself, and with
 * `f_oracle`, the same source in long double: extrapolated differences of it are good to about 1e-11.
 *
 *     driver POINT ALIASED    the number of the point, and 1 to pass the same memory for both arrays
 *
 * Prints `gradient` with the components in hexadecimal, `checked` with how many of them were compared, and one line
 * beginning with `wrong` for each thing that is.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef long double Long;
struct S { double u; int k; double v; double w[8]; float z; };
struct LongS { Long u; int k; Long v; Long w[8]; Long z; };
struct Pair { double a, b; };

double f(double *x, double *y, float *g, struct S *s, double a, double b, int n, int m);
Long f_oracle(Long *x, Long *y, Long *g, struct LongS *s, Long a, Long b, int n, int m);
void f_grad(struct Pair *result, double *x, double *dx, double *y, double *dy, float *g, float *dg, struct S *s, struct S *ds, double a,
                   double b, int n, int m, double seed);

/* All reals in one line: x, y, g, u, v, w, z, a, b. */
enum { X = 0, Y = 8, G = 16, U = 24, V = 25, W = 26, Z = 34, A = 35, B = 36, COUNT = 37 };

struct Memory { double x[8], y[8]; float g[8]; struct S s; };

static int aliased, n, m, k;
static double weights[COUNT];

static double draw(unsigned *state) {
  *state = *state * 1664525u + 1013904223u;
  return (double)(*state >> 8) / (1 << 24);
}

static void pack(struct Memory *to, const double *from) {
  memset(to, 0, sizeof *to);
  memcpy(to->x, from + X, sizeof to->x);
  memcpy(to->y, from + Y, sizeof to->y);
  for (int i = 0; i < 8; i++) to->g[i] = (float)from[G + i];
  to->s.u = from[U];
  to->s.v = from[V];
  memcpy(to->s.w, from + W, sizeof to->s.w);
  to->s.z = (float)from[Z];
  to->s.k = k;
}

static void unpack(double *to, const struct Memory *from) {
  memcpy(to + X, from->x, sizeof from->x);
  memcpy(to + Y, from->y, sizeof from->y);
  for (int i = 0; i < 8; i++) to[G + i] = from->g[i];
  to[U] = from->s.u;
  to[V] = from->s.v;
  memcpy(to + W, from->s.w, sizeof from->s.w);
  to[Z] = from->s.z;
}

/* The weighted sum of all results in long double, with component `at` of the point moved by `step`. */
static Long value(const double *point, int at, Long step) {
  Long x[8], y[8], g[8], in[COUNT], sum = 0;
  struct LongS s;
  for (int i = 0; i < COUNT; i++) in[i] = point[i];
  in[at] += step;
  memcpy(x, in + X, sizeof x);
  memcpy(y, in + Y, sizeof y);
  memcpy(g, in + G, sizeof g);
  s.u = in[U], s.v = in[V], s.z = in[Z], s.k = k;
  memcpy(s.w, in + W, sizeof s.w);
  sum = f_oracle(x, aliased ? x : y, g, &s, in[A], in[B], n, m);
  for (int i = 0; i < 8; i++) sum += weights[X + i] * x[i] + weights[Y + i] * y[i] + weights[G + i] * g[i] + weights[W + i] * s.w[i];
  return sum + weights[U] * s.u + weights[V] * s.v + weights[Z] * s.z;
}

/* A central difference, extrapolated twice. */
static Long difference(const double *point, int at, Long step) {
  Long d[3];
  for (int i = 0; i < 3; i++, step /= 2) d[i] = (value(point, at, step) - value(point, at, -step)) / (2 * step);
  return (64 * d[2] - 20 * d[1] + d[0]) / 45;
}

static void gradient(const double *point, double *result, struct Memory *after) {
  struct Memory shadow;
  pack(after, point);
  pack(&shadow, weights);
  shadow.s.k = 0;
  double *y = aliased ? after->x : after->y, *dy = aliased ? shadow.x : shadow.y;
  struct Pair scalars;
  f_grad(&scalars, after->x, shadow.x, y, dy, after->g, shadow.g, &after->s, &shadow.s, point[A], point[B], n, m, 1.0);
  unpack(result, &shadow);
  if (shadow.s.k != 0) printf("wrong: the shadow of an integer is %d\n", shadow.s.k);
  result[A] = scalars.a;
  result[B] = scalars.b;
}

int main(int argc, char **argv) {
  static double point[COUNT], found[COUNT], again[COUNT];
  static Long exact[COUNT];
  static struct Memory primal, after;
  unsigned state = argc > 1 ? (unsigned)atoi(argv[1]) * 77u + 5u : 5u;
  double tolerance = argc > 3 ? atof(argv[3]) : 1e-6;
  aliased = argc > 2 && atoi(argv[2]) != 0;
  for (int i = 0; i < 4; i++) draw(&state);
  for (int i = 0; i < COUNT; i++) {
    point[i] = (float)(draw(&state) * 2.2 - 1.1);
    weights[i] = (float)(draw(&state) * 2 - 1);
  }
  weights[A] = weights[B] = 0;
  n = 1 + (int)(draw(&state) * 6), m = 1 + (int)(draw(&state) * 6), k = (int)(draw(&state) * 8);
  pack(&primal, point);
  f(primal.x, aliased ? primal.x : primal.y, primal.g, &primal.s, point[A], point[B], n, m);
  gradient(point, found, &after);
  if (memcmp(&primal, &after, sizeof primal) != 0) printf("wrong: the memory is not as the primal leaves it\n");
  gradient(point, again, &after);
  if (memcmp(found, again, sizeof found) != 0) printf("wrong: the second call gives other bits\n");
  Long scale = 1;
  int checked = 0;
  for (int i = 0; i < COUNT; i++) {
    Long coarse = difference(point, i, 4e-4L), fine = difference(point, i, 1e-4L);
    exact[i] = fine;
    /* At a kink, or where the program amplifies too much, differences say nothing. */
    if (!(fabsl(coarse - fine) <= 1e-8L * fmaxl(1, fabsl(fine)))) exact[i] = NAN;
    else if (fabsl(fine) > scale) scale = fabsl(fine);
  }
  printf("gradient");
  for (int i = 0; i < COUNT; i++) printf(" %a", found[i]);
  printf("\n");
  for (int i = 0; i < COUNT; i++) {
    if (isnan(exact[i])) continue;
    checked++;
    if (!(fabsl(found[i] - exact[i]) <= tolerance * scale)) printf("wrong: component %d is %.12g, differences give %.12Lg\n", i, found[i], exact[i]);
  }
  printf("checked %d\n", checked);
  return 0;
}
