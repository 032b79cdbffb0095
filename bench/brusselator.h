/* The Brusselator in two dimensions, periodic: two substances of `side` x `side` numbers, one behind the other. */
static void brusselator(const double *RESTRICT now, double *RESTRICT change, int side, double spread) {
  const double *u = now, *v = now + side * side;
  double *du = change, *dv = change + side * side;
  for (int i = 0; i < side; i++) {
    int up = i == 0 ? side - 1 : i - 1, down = i == side - 1 ? 0 : i + 1;
    for (int j = 0; j < side; j++) {
      int left = j == 0 ? side - 1 : j - 1, right = j == side - 1 ? 0 : j + 1, at = i * side + j;
      double a = u[at], b = v[at];
      double around_a = u[up * side + j] + u[down * side + j] + u[i * side + left] + u[i * side + right];
      double around_b = v[up * side + j] + v[down * side + j] + v[i * side + left] + v[i * side + right];
      du[at] = 1 + a * a * b - 4.4 * a + spread * (around_a - 4 * a);
      dv[at] = 3.4 * a - a * a * b + spread * (around_b - 4 * b);
    }
  }
}

/* Adds J^T `seed` to the shadow of the state; the stencil is symmetric, so that its adjoint gathers as it does. */
static void brusselator_back(const double *now, double *dnow, const double *seed, int side, double spread) {
  const double *u = now, *v = now + side * side, *su = seed, *sv = seed + side * side;
  double *du = dnow, *dv = dnow + side * side;
  for (int i = 0; i < side; i++) {
    int up = i == 0 ? side - 1 : i - 1, down = i == side - 1 ? 0 : i + 1;
    for (int j = 0; j < side; j++) {
      int left = j == 0 ? side - 1 : j - 1, right = j == side - 1 ? 0 : j + 1, at = i * side + j;
      double a = u[at], b = v[at], s = su[at], t = sv[at];
      double around_s = su[up * side + j] + su[down * side + j] + su[i * side + left] + su[i * side + right];
      double around_t = sv[up * side + j] + sv[down * side + j] + sv[i * side + left] + sv[i * side + right];
      du[at] += 2 * a * b * (s - t) - 4.4 * s + 3.4 * t + spread * (around_s - 4 * s);
      dv[at] += a * a * (s - t) + spread * (around_t - 4 * t);
    }
  }
}
