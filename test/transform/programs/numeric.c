// Small numeric kernels: matrix product, Simpson, Runge-Kutta, Horner, sorting, float and long double mixes.
#include <math.h>
#include <stdio.h>

enum { N = 6 };
static void matmul(double c[N][N], double a[N][N], double b[N][N]) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      double s = 0;
      for (int k = 0; k < N; k++) s += a[i][k] * b[k][j];
      c[i][j] = s;
    }
}
static double simpson(double (*f)(double), double a, double b, int n) {
  double h = (b - a) / n, s = f(a) + f(b);
  for (int i = 1; i < n; i += 2) s += 4 * f(a + i * h);
  for (int i = 2; i < n; i += 2) s += 2 * f(a + i * h);
  return s * h / 3;
}
static double bell(double x) { return exp(-x * x) * cos(x); }
static void rk4(double y[2], double h, int steps) {
  for (int s = 0; s < steps; s++) {
    double k[4][2], t[2] = {y[0], y[1]};
    for (int i = 0; i < 4; i++) {
      k[i][0] = t[1];
      k[i][1] = -sin(t[0]) - 0.1 * t[1];
      double w = i < 2 ? 0.5 : 1.0;
      for (int j = 0; j < 2; j++) t[j] = y[j] + h * w * k[i][j];
    }
    for (int j = 0; j < 2; j++) y[j] += h / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
  }
}
static float horner(const float *c, int n, float x) {
  float r = 0;
  while (n > 0) r = r * x + c[--n];
  return r;
}
static void sort(double *v, int n) {
  for (int i = 1; i < n; i++) {
    double x = v[i];
    int j = i - 1;
    while (j >= 0 && v[j] > x) {
      v[j + 1] = v[j];
      j--;
    }
    v[j + 1] = x;
  }
}
static long double agm(long double a, long double b) {
  int guard = 0;
  while (fabsl(a - b) > 1e-18L && guard++ < 60) {
    long double m = (a + b) / 2;
    b = sqrtl(a * b);
    a = m;
  }
  return a;
}
int main(void) {
  double a[N][N], b[N][N], c[N][N], trace = 0;
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      a[i][j] = i - 0.5 * j;
      b[i][j] = 1.0 / (i + j + 1);
    }
  matmul(c, a, b);
  for (int i = 0; i < N; i++) trace += c[i][i];
  printf("%a\n%a\n", trace, simpson(bell, -1, 2, 20));
  double y[2] = {1.0, 0.0};
  rk4(y, 0.05, 40);
  printf("%a %a\n", y[0], y[1]);
  float p[] = {1.0f, -0.5f, 0.25f, 3.0f};
  printf("%a\n", (double)horner(p, 4, 0.7f));
  double v[] = {3, -1, 2.5, 9, 0, 7, -4};
  sort(v, 7);
  for (int i = 0; i < 7; i++) printf("%a ", v[i]);
  printf("\n%a\n", (double)agm(1.0L, 0.5L));
  return 0;
}
