// corpus: -std=gnu17
// corpus: name=aarch64 target=aarch64-linux-gnu clang=14,22 levels=O0,O2 -std=gnu17 -DNO_FLOAT128
// corpus: name=ppc64le target=powerpc64le-linux-gnu clang=14,22 levels=O0,O2 -std=gnu17 -DNO_FLOAT128
extern long double sinl(long double), expl(long double), fabsl(long double);
long double poly(long double x) { return 1.0L + x * (0.1L + x * (3.14159265358979323846264338327950288L - x)); }
long double mix(float f, double d, long double l, int i) { return f * d + l / i - (long double)1e4000L; }
double narrow(long double x) { return (double)(x * x) + (float)x; }
long long to_int(long double x) { return (long long)x + (unsigned long long)(x * 2) + (int)x; }
long double from_int(long long a, unsigned long long b, unsigned c) { return a + (long double)b * c; }
long double libm(long double x) { return sinl(x) * expl(-x) + fabsl(x); }
int compare(long double a, long double b) { return (a < b) + 2 * (a == b) + 4 * (a >= b) + 8 * __builtin_isunordered(a, b); }
long double sum(const long double *v, int n) { long double s = 0; for (int i = 0; i < n; i++) s += v[i]; return s; }
long double constants[] = { 0.0L, -0.0L, 1.0L, __builtin_infl(), -__builtin_infl(), __builtin_nanl(""), 1e-4940L };
struct holder { char c; long double l; } holders[2] = { { 1, 2.5L }, { 3, -1e300L } };
#ifndef NO_FLOAT128
__float128 quad(__float128 x, double d) { return x * x + d - 0.1Q; }
double from_quad(__float128 x) { return (double)(x / 3) + (float)x + (int)x; }
__float128 quads[] = { 1.0Q, -2.5Q, 1e-4000Q, 3.14159265358979323846264338327950288Q };
_Bool quad_less(__float128 a, __float128 b) { return a < b && a != 0; }
#endif
