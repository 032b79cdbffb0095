/* The adjoint of euler.c: the states of all steps are kept, the faces of a step are computed again. */

/* Adds to `da` or `db`, whichever the limiter took. */
static void limited_back(double a, double b, double seed, double *da, double *db) {
  if (a * b <= 0) return;
  *(fabs(a) < fabs(b) ? da : db) += seed;
}

/* Adds to the shadow `du` of a state, given those of its flux and of its fastest wave. */
static void flux_back(const double *u, const double *seed, double dwave, double *du) {
  double speed = u[1] / u[0], pressure = 0.4 * (u[2] - 0.5 * u[1] * speed);
  double sound = sqrt(1.4 * pressure / u[0]);
  double dpressure = seed[1] + seed[2] * speed + dwave * 0.7 / (u[0] * sound);
  double dspeed = seed[1] * u[1] + seed[2] * (u[2] + pressure) + (speed < 0 ? -dwave : dwave) -
                  0.2 * u[1] * dpressure;
  du[0] -= dwave * 0.5 * sound / u[0] + dspeed * speed / u[0];
  du[1] += seed[0] + seed[1] * speed - 0.2 * speed * dpressure + dspeed / u[0];
  du[2] += seed[2] * speed + 0.4 * dpressure;
}

/* Adds to the shadow `du` of the state around a face, given that of its flux. */
static void face_back(const double *u, const double *seed, double *du) {
  double left[kinds], right[kinds], from_left[kinds], from_right[kinds], half[kinds];
  sides(u, left, right);
  double a = flux_of(left, from_left), b = flux_of(right, from_right), dwave = 0;
  double dleft[kinds], dright[kinds];
  for (int k = 0; k < kinds; k++) {
    half[k] = 0.5 * seed[k];
    dwave -= half[k] * (right[k] - left[k]);
    dleft[k] = half[k] * (a > b ? a : b), dright[k] = -dleft[k];
  }
  flux_back(left, half, a > b ? dwave : 0, dleft);
  flux_back(right, half, a > b ? 0 : dwave, dright);
  for (int k = 0; k < kinds; k++) {
    const double *at = u + k;
    double *to = du + k, dbefore = 0, dhere = 0, dafter = 0;
    double before = at[0] - at[-kinds], here = at[kinds] - at[0], after = at[2 * kinds] - at[kinds];
    limited_back(before, here, 0.5 * dleft[k], &dbefore, &dhere);
    limited_back(here, after, -0.5 * dright[k], &dhere, &dafter);
    to[-kinds] -= dbefore;
    to[0] += dleft[k] + dbefore - dhere;
    to[kinds] += dright[k] + dhere - dafter;
    to[2 * kinds] += dafter;
  }
}

NOINLINE static void backward(double *restrict u, double *restrict du, double *restrict flux,
                              double *restrict tape, int n, int count, double h) {
  size_t size = kinds * n;
  for (int t = 0; t < count; t++) {
    memcpy(tape + t * size, u, size * sizeof *u);
    step(u, flux, n, h);
  }
  for (int t = count - 1; t >= 0; t--) {
    for (int i = 1; i < n - 2; i++)
      for (int k = 0; k < kinds; k++)
        flux[kinds * i + k] = h * ((i + 1 < n - 2 ? du[kinds * (i + 1) + k] : 0) -
                                   (i > 1 ? du[kinds * i + k] : 0));
    for (int i = 1; i < n - 2; i++) face_back(tape + t * size + kinds * i, flux + kinds * i, du + kinds * i);
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  double *tape = malloc(sizeof(double) * kinds * length * times);
  backward(x, dx, work, tape, cells, steps, 0.2);
  free(tape);
}
