// corpus: -std=gnu17
// corpus: name=fast clang=14,22 levels=O0,O2,O3 -std=gnu17 -ffast-math
// corpus: name=aarch64 target=aarch64-linux-gnu clang=14,22 levels=O1 -std=gnu17
typedef double _Complex z;
typedef float _Complex c;
typedef long double _Complex l;
z zmul(z a, z b) { return a * b; }
z zdiv(z a, z b) { return a / b; }
c cmul(c a, c b) { return a * b + 1.0f; }
c cdiv(c a, c b) { return a / b - 2.0if; }
l lmul(l a, l b) { return a * b / (a + 1.0L); }
z conj_of(z a) { return ~a; }
double norm2(z a) { return __real__ a * __real__ a + __imag__ a * __imag__ a; }
int same(z a, z b) { return a == b; }
z horner(const z *p, int n, z x) { z r = 0; for (int i = n; i-- > 0;) r = r * x + p[i]; return r; }
void butterfly(z *restrict a, z *restrict b, z w, int n) {
  for (int i = 0; i < n; i++) { z t = b[i] * w; b[i] = a[i] - t; a[i] += t; }
}
extern z cexp(z), csqrt(z), clog(z), cpow(z, z);
extern double cabs(z), carg(z);
z special(z a) { return cexp(a) + csqrt(a) * clog(a) - cpow(a, 2.0 + 1.0i); }
double polar(z a) { return cabs(a) * carg(a); }
c narrow(z a) { return (c)a; }
z integer_complex(int _Complex k) { return k * 2; }
z constants[4] = { 1.0, 1.0i, -1.0 - 0.5i };
