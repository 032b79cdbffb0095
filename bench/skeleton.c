/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Fitting a hand: 22 bones in a tree, each turned by three angles, move 20,000 points of its skin, each hung on four bones, to
 * measured places; the sum of the squared distances. What is kept are the matrices of the bones, local and composed;
 * places of points are computed again. */
#include "bench.h"

enum { bones = 22, points = 20000, bound = 4, numbers = 12 };
int parts = bones, skin = points;
static int parent[bones], bone_of[points * bound];
static double *base, *share, *rest, *target, *work, *dwork;

const struct program program = {.inputs = 3 * bones + 3, .need = 8.0 * 2 * bones * numbers};

void prepare(double *x) {
  for (int i = 0; i < program.inputs; i++) x[i] = uniform(-0.4, 0.4);
  base = zeros(3 * bones), share = zeros(points * bound), rest = zeros(3 * points);
  target = zeros(3 * points);
  work = zeros(2 * bones * numbers), dwork = zeros(2 * bones * numbers);
  for (int b = 0; b < bones; b++) {
    parent[b] = b == 0 ? -1 : b % 4 == 1 ? 0 : b - 1;
    for (int i = 0; i < 3; i++) base[3 * b + i] = uniform(-1, 1);
  }
  for (int i = 0; i < 3 * points; i++) rest[i] = uniform(-1, 1), target[i] = uniform(-2, 2);
  for (int i = 0; i < points * bound; i++) bone_of[i] = (int)uniform(0, bones), share[i] = uniform(0, 0.5);
}

/* A rotation by three angles and the shift to where the bone begins: three rows of four. */
static void turn(const double *angle, const double *from, double *m) {
  double a = cos(angle[0]), b = sin(angle[0]), c = cos(angle[1]), d = sin(angle[1]);
  double e = cos(angle[2]), f = sin(angle[2]);
  m[0] = e * c, m[1] = e * d * b - f * a, m[2] = e * d * a + f * b, m[3] = from[0];
  m[4] = f * c, m[5] = f * d * b + e * a, m[6] = f * d * a - e * b, m[7] = from[1];
  m[8] = -d, m[9] = c * b, m[10] = c * a, m[11] = from[2];
}

static void compose(const double *a, const double *b, double *m) {
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 4; j++) {
      double sum = j == 3 ? a[4 * i + 3] : 0;
      for (int k = 0; k < 3; k++) sum += a[4 * i + k] * b[4 * k + j];
      m[4 * i + j] = sum;
    }
  }
}

NOINLINE double misfit(const double *RESTRICT pose, const double *RESTRICT begin,
                       const double *RESTRICT weight, const double *RESTRICT place,
                       const double *RESTRICT wanted, const int *RESTRICT above, const int *RESTRICT on,
                       double *RESTRICT local, double *RESTRICT whole, int n, int count) {
  for (int b = 0; b < n; b++) {
    turn(pose + 3 + 3 * b, begin + 3 * b, local + numbers * b);
    if (above[b] >= 0) compose(whole + numbers * above[b], local + numbers * b, whole + numbers * b);
    else for (int i = 0; i < numbers; i++) whole[numbers * b + i] = local[numbers * b + i];
  }
  double sum = 0;
  for (int p = 0; p < count; p++) {
    const double *v = place + 3 * p;
    for (int i = 0; i < 3; i++) {
      double at = pose[i];
      for (int k = 0; k < bound; k++) {
        const double *m = whole + numbers * on[bound * p + k] + 4 * i;
        at += weight[bound * p + k] * (m[0] * v[0] + m[1] * v[1] + m[2] * v[2] + m[3]);
      }
      double away = at - wanted[3 * p + i];
      sum += away * away;
    }
  }
  return sum;
}

double primal(double *x, double *y) {
  return misfit(x, base, share, rest, target, parent, bone_of, work, work + bones * numbers, parts, skin);
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)misfit, enzyme_dup, x, dx, enzyme_const, base, enzyme_const, share,
                    enzyme_const, rest, enzyme_const, target, enzyme_const, parent, enzyme_const,
                    bone_of, enzyme_dup, work, dwork, enzyme_dup, work + bones * numbers,
                    dwork + bones * numbers, enzyme_const, parts, enzyme_const, skin);
}

#include "skeleton-adjoint.h"
