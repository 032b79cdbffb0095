/* The adjoint of bundle.c: one observation after the other, forward and back. */

/* One observation: adds to the shadows of the camera, the point and the weight. No observation has a rotation by zero. */
static void observation_back(const double *camera, double *dcamera, const double *point, double *dpoint,
                             double w, double *dweight, const double *at) {
  const double *r = camera;
  double away[3], cross[3], turned[3], dturned[3], inner = 0;
  double angle2 = r[0] * r[0] + r[1] * r[1] + r[2] * r[2], angle = sqrt(angle2);
  double c = cos(angle), sine = sin(angle), s = sine / angle, part = (1 - c) / angle2;
  for (int i = 0; i < 3; i++) away[i] = point[i] - camera[3 + i], inner += r[i] * away[i];
  for (int i = 0; i < 3; i++) {
    int j = (i + 1) % 3, k = (i + 2) % 3;
    cross[i] = r[j] * away[k] - r[k] * away[j];
    turned[i] = c * away[i] + s * cross[i] + part * inner * r[i];
  }
  double u = turned[0] / turned[2], v = turned[1] / turned[2], square = u * u + v * v;
  double slope = camera[9] + square * camera[10], bent = 1 + square * slope;
  double e = camera[6] * bent * u + camera[7] - at[0], f = camera[6] * bent * v + camera[8] - at[1];

  double de = 2 * w * w * e, df = 2 * w * w * f, along = de * u + df * v, dbent = camera[6] * along;
  double dsquare = dbent * (slope + square * camera[10]);
  double du = de * camera[6] * bent + 2 * u * dsquare, dv = df * camera[6] * bent + 2 * v * dsquare;
  *dweight += 2 * w * (e * e + f * f) - 4 * w * (1 - w * w);
  dcamera[6] += bent * along, dcamera[7] += de, dcamera[8] += df;
  dcamera[9] += dbent * square, dcamera[10] += dbent * square * square;
  dturned[0] = du / turned[2], dturned[1] = dv / turned[2], dturned[2] = -(du * u + dv * v) / turned[2];

  double dc = 0, ds = 0, dpart = 0;
  for (int i = 0; i < 3; i++)
    dc += dturned[i] * away[i], ds += dturned[i] * cross[i], dpart += dturned[i] * r[i];
  dc -= dpart * inner / angle2;
  double dangle = (c - s) / angle * ds - sine * dc - 2 * part * inner / angle * dpart;
  for (int i = 0; i < 3; i++) {
    int j = (i + 1) % 3, k = (i + 2) % 3;
    double daway = c * dturned[i] + s * (dturned[j] * r[k] - dturned[k] * r[j]) + dpart * part * r[i];
    dcamera[i] += s * (away[j] * dturned[k] - away[k] * dturned[j]) + part * inner * dturned[i] +
                  dpart * part * away[i] + dangle * r[i] / angle;
    dcamera[3 + i] -= daway, dpoint[i] += daway;
  }
}

NOINLINE static void backward(const double *restrict camera, double *restrict dcamera,
                              const double *restrict point, double *restrict dpoint,
                              const double *restrict weight, double *restrict dweight) {
  for (int i = 0; i < observations; i++) {
    int c = camera_of[i] * per_camera, p = 3 * point_of[i];
    observation_back(camera + c, dcamera + c, point + p, dpoint + p, weight[i], dweight + i,
                     feature + 2 * i);
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  double *point = x + cameras * per_camera, *dpoint = dx + cameras * per_camera;
  backward(x, dx, point, dpoint, point + 3 * points, dpoint + 3 * points);
}
