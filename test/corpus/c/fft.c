// corpus: -std=gnu17
// corpus: name=inl -std=gnu17 -mllvm -inline-threshold=2000 levels=O3
extern double sin(double), cos(double);
typedef struct { double re, im; } cx;
static inline cx mul(cx a, cx b) { return (cx){ a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re }; }
static inline cx add(cx a, cx b) { return (cx){ a.re + b.re, a.im + b.im }; }
static inline cx sub(cx a, cx b) { return (cx){ a.re - b.re, a.im - b.im }; }
static void permute(cx *a, int n) { for (int i = 1, j = 0; i < n; i++) { int bit = n >> 1; for (; j & bit; bit >>= 1) j ^= bit; j ^= bit; if (i < j) { cx t = a[i]; a[i] = a[j]; a[j] = t; } } }
void fft(cx *a, int n, int inverse) {
  permute(a, n);
  for (int len = 2; len <= n; len <<= 1) {
    double w = (inverse ? -2 : 2) * 3.14159265358979323846 / len;
    cx step = { cos(w), sin(w) };
    for (int i = 0; i < n; i += len) { cx z = { 1, 0 }; for (int j = 0; j < len / 2; j++) { cx u = a[i + j], v = mul(a[i + j + len / 2], z); a[i + j] = add(u, v); a[i + j + len / 2] = sub(u, v); z = mul(z, step); } }
  }
  if (inverse) for (int i = 0; i < n; i++) { a[i].re /= n; a[i].im /= n; }
}
void convolve(cx *a, cx *b, int n) { fft(a, n, 0); fft(b, n, 0); for (int i = 0; i < n; i++) a[i] = mul(a[i], b[i]); fft(a, n, 1); }
void recursive(cx *a, cx *t, int n) { if (n < 2) return; for (int i = 0; i < n / 2; i++) { t[i] = a[2 * i]; t[i + n / 2] = a[2 * i + 1]; } recursive(t, a, n / 2); recursive(t + n / 2, a, n / 2); for (int k = 0; k < n / 2; k++) { cx w = { cos(-6.283185307179586 * k / n), sin(-6.283185307179586 * k / n) }, v = mul(w, t[k + n / 2]); a[k] = add(t[k], v); a[k + n / 2] = sub(t[k], v); } }
