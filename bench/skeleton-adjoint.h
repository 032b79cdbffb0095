/* The adjoint of skeleton.c: the points forward and back, then the bones from the last to the first. */

/* Adds to the shadow of the angles that `turn` made the matrix from. */
static void turn_back(const double *angle, const double *dm, double *dangle) {
  double a = cos(angle[0]), b = sin(angle[0]), c = cos(angle[1]), d = sin(angle[1]);
  double e = cos(angle[2]), f = sin(angle[2]);
  dangle[0] += dm[1] * (e * d * a + f * b) + dm[2] * (f * a - e * d * b) +
               dm[5] * (f * d * a - e * b) - dm[6] * (f * d * b + e * a) + dm[9] * c * a - dm[10] * c * b;
  dangle[1] += -dm[0] * e * d + dm[1] * e * c * b + dm[2] * e * c * a - dm[4] * f * d +
               dm[5] * f * c * b + dm[6] * f * c * a - dm[8] * c - dm[9] * d * b - dm[10] * d * a;
  dangle[2] += -dm[0] * f * c - dm[1] * (f * d * b + e * a) + dm[2] * (e * b - f * d * a) +
               dm[4] * e * c + dm[5] * (e * d * b - f * a) + dm[6] * (e * d * a + f * b);
}

/* Adds to the shadows of the factors of `compose`. */
static void compose_back(const double *a, double *da, const double *b, double *db, const double *dm) {
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 4; j++) {
      for (int k = 0; k < 3; k++) {
        da[4 * i + k] += dm[4 * i + j] * b[4 * k + j];
        db[4 * k + j] += dm[4 * i + j] * a[4 * i + k];
      }
      if (j == 3) da[4 * i + 3] += dm[4 * i + 3];
    }
  }
}

NOINLINE static void backward(const double *restrict pose, double *restrict dpose, double *restrict local,
                              double *restrict whole, double *restrict dwhole) {
  double dlocal[numbers], moved[3] = {0};
  misfit(pose, base, share, rest, target, parent, bone_of, local, whole, parts, 0);
  for (int p = 0; p < skin; p++) {
    const double *v = rest + 3 * p;
    double seed[3];
    for (int i = 0; i < 3; i++) seed[i] = pose[i] - target[3 * p + i];
    for (int k = 0; k < bound; k++) {
      const double *m = whole + numbers * bone_of[bound * p + k];
      for (int i = 0; i < 3; i++, m += 4)
        seed[i] += share[bound * p + k] * (m[0] * v[0] + m[1] * v[1] + m[2] * v[2] + m[3]);
    }
    for (int i = 0; i < 3; i++) seed[i] *= 2, moved[i] += seed[i];
    for (int k = 0; k < bound; k++) {
      double *dm = dwhole + numbers * bone_of[bound * p + k], part = share[bound * p + k];
      for (int i = 0; i < 3; i++, dm += 4) {
        double to = part * seed[i];
        dm[0] += to * v[0], dm[1] += to * v[1], dm[2] += to * v[2], dm[3] += to;
      }
    }
  }
  for (int i = 0; i < 3; i++) dpose[i] += moved[i];
  for (int b = parts - 1; b >= 0; b--) {
    int above = numbers * parent[b], own = numbers * b;
    memset(dlocal, 0, sizeof dlocal);
    if (above >= 0) compose_back(whole + above, dwhole + above, local + own, dlocal, dwhole + own);
    turn_back(pose + 3 + 3 * b, above >= 0 ? dlocal : dwhole + own, dpose + 3 + 3 * b);
  }
  memset(dwhole, 0, numbers * parts * sizeof *dwhole);
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  backward(x, dx, work, work + bones * numbers, dwork);
}
