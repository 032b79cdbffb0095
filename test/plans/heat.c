/* Steps of a nonlinear heat equation, from one array into another and back. */
void heat(double *u, double *work, int n, int steps) {
  for (int t = 0; t < steps; t++) {
    for (int i = 1; i < n - 1; i++) work[i] = u[i] + 0.1 * u[i] * (u[i - 1] - 2 * u[i] + u[i + 1]);
    for (int i = 1; i < n - 1; i++) u[i] = work[i];
  }
}
