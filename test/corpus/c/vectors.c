// corpus: -std=gnu17
// corpus: name=avx512 -std=gnu17 -march=skylake-avx512 levels=O0,O2,O3
// corpus: name=neon target=aarch64-linux-gnu -std=gnu17 clang=14,22 levels=O0,O2
typedef float f4 __attribute__((vector_size(16)));
typedef double d4 __attribute__((vector_size(32)));
typedef int i4 __attribute__((vector_size(16)));
typedef long l4 __attribute__((vector_size(32)));
typedef unsigned char b16 __attribute__((vector_size(16)));
typedef float e3 __attribute__((ext_vector_type(3)));
typedef float e4 __attribute__((ext_vector_type(4)));
f4 fma4(f4 a, f4 b, f4 c) { return a * b + c; }
i4 less(f4 a, f4 b) { return a < b; }
f4 choose(i4 m, f4 a, f4 b) { return (f4)(((i4)a & m) | ((i4)b & ~m)); }
f4 reverse(f4 a) { return __builtin_shufflevector(a, a, 3, 2, 1, 0); }
f4 interleave(f4 a, f4 b) { return __builtin_shufflevector(a, b, 0, 4, 1, -1); }
d4 widen(f4 a) { return __builtin_convertvector(a, d4); }
l4 to_long(d4 a) { return __builtin_convertvector(a, l4); }
i4 shifts(i4 a, i4 n) { return (a << n) ^ (a >> 3) ^ (i4)((b16)a % 7); }
float element(f4 a, int i) { return a[i]; }
f4 with(f4 a, int i, float x) { a[i] = x; a[0] = -x; return a; }
e3 cross(e3 a, e3 b) { return a.yzx * b.zxy - a.zxy * b.yzx; }
e4 swizzle(e4 a) { a.xy = a.zw; a.w = 1.0f; return a.wzyx; }
e4 from_scalar(float x) { return (e4)(x); }
float dot(const float *restrict a, const float *restrict b, int n) {
  float s = 0;
#pragma clang loop vectorize(enable) interleave_count(2)
  for (int i = 0; i < n; i++) s += a[i] * b[i];
  return s;
}
int maximum(const int *a, int n) { int m = a[0]; for (int i = 1; i < n; i++) m = a[i] > m ? a[i] : m; return m; }
void gather(double *restrict y, const double *restrict x, const int *restrict k, int n) { for (int i = 0; i < n; i++) y[i] = x[k[i]] > 0 ? x[k[i]] : 0; }
f4 splats[2] = { { 1, 1, 1, 1 }, { 1, 2, 3, 4 } };
void store_unaligned(char *p, f4 v) { struct __attribute__((packed)) { f4 v; } *q = (void *)p; q->v = v; }
