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
