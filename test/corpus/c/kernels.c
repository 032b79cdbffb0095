// corpus: -std=gnu17
// corpus: name=opaque clang=14 levels=O0,O2,O2-g -std=gnu17 -Xclang -opaque-pointers
// corpus: name=fast -std=gnu17 -Ofast -march=haswell clang=14,19 levels=O0
// corpus: name=strict -std=gnu17 -ffp-model=strict levels=O0,O2
// corpus: name=asan -std=gnu17 -fsanitize=address,undefined -fno-omit-frame-pointer levels=O1
// corpus: name=tsan -std=gnu17 -fsanitize=thread levels=O1
// corpus: name=msan -std=gnu17 -fsanitize=memory levels=O1
// corpus: name=profile -std=gnu17 -fprofile-instr-generate -fcoverage-mapping levels=O1
// corpus: name=cov -std=gnu17 --coverage levels=O1
// corpus: name=thin -std=gnu17 -flto=thin levels=O2
// corpus: name=lto -std=gnu17 -flto levels=O2
// Numeric loops: TBAA, noalias, loop metadata, reductions, stencils, Newton with a break.
extern double exp(double), log(double), sin(double), sqrt(double), fabs(double);
void matmul(int n, double *restrict c, const double *restrict a, const double *restrict b) {
  for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) { double s = 0; for (int k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j]; c[i * n + j] = s; }
}
double logsumexp(const double *x, int n) { double m = x[0], s = 0; for (int i = 1; i < n; i++) if (x[i] > m) m = x[i]; for (int i = 0; i < n; i++) s += exp(x[i] - m); return m + log(s); }
double newton(double a) { double x = a > 1 ? a : 1; for (int i = 0; i < 100; i++) { double d = (x * x - a) / (2 * x); x -= d; if (fabs(d) < 1e-12) break; } return x; }
void stencil(int n, int steps, double u[n], double t[n]) {
  for (int s = 0; s < steps; s++) { for (int i = 1; i + 1 < n; i++) t[i] = u[i] + 0.1 * (u[i - 1] - 2 * u[i] + u[i + 1]);
#pragma clang loop unroll_count(4)
    for (int i = 1; i + 1 < n; i++) u[i] = t[i]; }
}
struct body { double p[3], v[3], m; };
double energy(const struct body *b, int n) { double e = 0; for (int i = 0; i < n; i++) { e += 0.5 * b[i].m * (b[i].v[0] * b[i].v[0] + b[i].v[1] * b[i].v[1] + b[i].v[2] * b[i].v[2]); for (int j = i + 1; j < n; j++) { double r2 = 1e-9; for (int k = 0; k < 3; k++) { double d = b[i].p[k] - b[j].p[k]; r2 += d * d; } e -= b[i].m * b[j].m / sqrt(r2); } } return e; }
void rk4(double *y, double t, double h, int n, void (*f)(double, const double *, double *)) { double k1[n], k2[n], k3[n], k4[n], w[n]; f(t, y, k1); for (int i = 0; i < n; i++) w[i] = y[i] + h / 2 * k1[i]; f(t + h / 2, w, k2); for (int i = 0; i < n; i++) w[i] = y[i] + h / 2 * k2[i]; f(t + h / 2, w, k3); for (int i = 0; i < n; i++) w[i] = y[i] + h * k3[i]; f(t + h, w, k4); for (int i = 0; i < n; i++) y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]); }
float mixed(const float *x, const double *w, int n) { float s = 0; for (int i = 0; i < n; i++) s += (float)(w[i] * x[i]) * (x[i] > 0 ? 1.0f : 0.01f); return s; }
double simpson(double a, double b, int n) { double h = (b - a) / n, s = sin(a) + sin(b); for (int i = 1; i < n; i++) s += sin(a + i * h) * (i & 1 ? 4 : 2); return s * h / 3; }
int collatz(unsigned long n) { int k = 0; while (n != 1) { n = n & 1 ? 3 * n + 1 : n / 2; k++; } return k; }
void cholesky(double *a, int n) { for (int j = 0; j < n; j++) { for (int k = 0; k < j; k++) for (int i = j; i < n; i++) a[i * n + j] -= a[i * n + k] * a[j * n + k]; double d = sqrt(a[j * n + j]); for (int i = j; i < n; i++) a[i * n + j] /= d; } }
