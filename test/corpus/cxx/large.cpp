// corpus: -std=c++17 levels=O0-g,O2-g clang=14,22
// A hundred and fifty instances of a few kernels: modules of several megabytes.
extern "C" double exp(double), sin(double), log(double), sqrt(double);
template <int N> struct Grid {
  double cell[N % 7 + 3][4];
  virtual double at(int i, int j) const { return cell[i][j]; }
  virtual ~Grid() {}
};
template <int N> double relax(Grid<N> &g, double k) {
  double change = 0;
  for (int i = 1; i < N % 7 + 2; i++)
    for (int j = 1; j < 3; j++) {
      double next = g.cell[i][j] + k * (g.at(i - 1, j) + g.cell[i + 1][j] + g.cell[i][j - 1] + g.cell[i][j + 1] - 4 * g.cell[i][j]);
      double d = next - g.cell[i][j];
      change += d < 0 ? -d : d;
      g.cell[i][j] = next;
    }
  return change;
}
template <int N> double likelihood(const double *x, int n, double mu, double s) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    double z = (x[i] - mu) / s;
    switch ((i + N) % 5) {
    case 0: sum += exp(-0.5 * z * z); break;
    case 1: sum += log(1 + z * z); break;
    case 2: sum += sin(z) * N; break;
    default: sum += z > 0 ? sqrt(z) : -z;
    }
    if (sum > 1e6) return sum / N;
  }
  return sum;
}
template <int N> double newton(double a) {
  double x = a > 1 ? a : N + 1;
  for (int i = 0; i < 50; i++) {
    double f = x * x * x - a * N, d = f / (3 * x * x + 1);
    x -= d;
    if (d < 1e-12 && d > -1e-12) break;
  }
  return x;
}
template <int N> struct Run {
  static double all(const double *x, int n) {
    Grid<N> g{};
    for (int i = 0; i < N % 7 + 3; i++) g.cell[i][i & 3] = x[i % n];
    double t = likelihood<N>(x, n, x[0], 1.5);
    while (relax<N>(g, 0.1) > 1e-3) t += newton<N>(t);
    return t + Run<N - 1>::all(x, n);
  }
};
template <> struct Run<0> { static double all(const double *, int) { return 0; } };
double everything(const double *x, int n) { return Run<150>::all(x, n); }
