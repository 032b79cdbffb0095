// corpus: target=aarch64-linux-gnu -march=armv8.2-a+sve levels=O1,O2,O3
// corpus: name=fixed target=aarch64-linux-gnu -march=armv8.2-a+sve -msve-vector-bits=256 levels=O3 clang=14,22
// corpus: name=rvv target=riscv64-linux-gnu -march=rv64gcv levels=O2,O3 clang=19,22 -DNO_SVE
// Scalable vectors, from the vectoriser and from the language's own types.
void axpy(double *restrict y, const double *restrict x, double a, int n) { for (int i = 0; i < n; i++) y[i] += a * x[i]; }
double dot(const double *x, const double *y, int n) {
#pragma clang fp reassociate(on)
  double s = 0;
  for (int i = 0; i < n; i++) s += x[i] * y[i]; return s; }
int count(const int *x, int n, int k) { int c = 0; for (int i = 0; i < n; i++) c += x[i] > k; return c; }
void conditional(float *restrict y, const float *restrict x, const int *restrict m, int n) { for (int i = 0; i < n; i++) if (m[i]) y[i] = x[i] * 2; }
void gather(float *restrict y, const float *restrict x, const int *restrict k, int n) { for (int i = 0; i < n; i++) y[i] = x[k[i]]; }
void interleaved(short *restrict y, const short *restrict x, int n) { for (int i = 0; i < n; i++) { y[2 * i] = x[2 * i + 1]; y[2 * i + 1] = x[2 * i]; } }
void conversions(double *restrict d, const float *restrict f, const unsigned char *restrict b, int n) { for (int i = 0; i < n; i++) d[i] = f[i] * b[i]; }
#ifndef NO_SVE
__SVFloat64_t identity(__SVFloat64_t v, __SVBool_t p, int k) { __SVFloat64_t w = v; return k ? w : v; }
__SVInt32_t *address(__SVInt32_t *p) { return p; }
#endif
