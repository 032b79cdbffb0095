/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Bundle adjustment: 100 cameras see 5,000 points 20,000 times. The weighted squares of the distances between where a point is seen and
 * where it is projected: rotation by Rodrigues' formula, radial distortion. Observations are independent: nothing is kept. */
#include "bench.h"

enum { cameras = 100, points = 5000, seen = 20000, per_camera = 11 };
int observations = seen;
static int camera_of[seen], point_of[seen];
static double *feature;

const struct program program = {.inputs = cameras * per_camera + 3 * points + seen, .need = 0};

void prepare(double *x) {
  for (int c = 0; c < cameras; c++) {
    double *camera = x + c * per_camera;
    for (int i = 0; i < 3; i++) camera[i] = uniform(-0.5, 0.5), camera[3 + i] = uniform(-1, 1);
    camera[5] -= 8;
    camera[6] = uniform(0.8, 1.2), camera[7] = uniform(-0.1, 0.1), camera[8] = uniform(-0.1, 0.1);
    camera[9] = uniform(-0.1, 0.1), camera[10] = uniform(-0.01, 0.01);
  }
  double *rest = x + cameras * per_camera;
  for (int i = 0; i < 3 * points; i++) rest[i] = uniform(-1, 1);
  for (int i = 0; i < seen; i++) rest[3 * points + i] = uniform(0.5, 1);
  feature = zeros(2 * seen);
  for (int i = 0; i < seen; i++) {
    camera_of[i] = (int)uniform(0, cameras), point_of[i] = (int)uniform(0, points);
    feature[2 * i] = uniform(-1, 1), feature[2 * i + 1] = uniform(-1, 1);
  }
}

static void rotate(const double *r, const double *v, double *result) {
  double square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
  double cross[3] = {r[1] * v[2] - r[2] * v[1], r[2] * v[0] - r[0] * v[2], r[0] * v[1] - r[1] * v[0]};
  if (square == 0) {
    for (int i = 0; i < 3; i++) result[i] = v[i] + cross[i];
    return;
  }
  double angle = sqrt(square), c = cos(angle), s = sin(angle) / angle;
  double along = (r[0] * v[0] + r[1] * v[1] + r[2] * v[2]) * (1 - c) / square;
  for (int i = 0; i < 3; i++) result[i] = c * v[i] + s * cross[i] + along * r[i];
}

static void project(const double *camera, const double *point, double *result) {
  double away[3], turned[3];
  for (int i = 0; i < 3; i++) away[i] = point[i] - camera[3 + i];
  rotate(camera, away, turned);
  double u = turned[0] / turned[2], v = turned[1] / turned[2], square = u * u + v * v;
  double bent = 1 + square * (camera[9] + square * camera[10]);
  result[0] = camera[6] * bent * u + camera[7];
  result[1] = camera[6] * bent * v + camera[8];
}

NOINLINE double residuals(const double *RESTRICT camera, const double *RESTRICT point,
                          const double *RESTRICT weight, const double *RESTRICT at,
                          const int *RESTRICT cams, const int *RESTRICT pts, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    double found[2];
    project(camera + cams[i] * per_camera, point + 3 * pts[i], found);
    double e = weight[i] * (found[0] - at[2 * i]), f = weight[i] * (found[1] - at[2 * i + 1]);
    double g = 1 - weight[i] * weight[i];
    sum += e * e + f * f + g * g;
  }
  return sum;
}

double primal(double *x, double *y) {
  double *point = x + cameras * per_camera;
  return residuals(x, point, point + 3 * points, feature, camera_of, point_of, observations);
}

void gradient(double *x, double *dx, double *y, double *dy) {
  double *point = x + cameras * per_camera, *dpoint = dx + cameras * per_camera;
  __enzyme_autodiff((void *)residuals, enzyme_dup, x, dx, enzyme_dup, point, dpoint, enzyme_dup,
                    point + 3 * points, dpoint + 3 * points, enzyme_const, feature, enzyme_const,
                    camera_of, enzyme_const, point_of, enzyme_const, observations);
}

#include "bundle-adjoint.h"
