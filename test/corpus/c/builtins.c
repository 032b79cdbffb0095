// corpus: -std=gnu17
// corpus: name=avx -std=gnu17 -mavx2 -mfma -mbmi2 levels=O0,O2
// corpus: name=noerrno -std=gnu17 -fno-math-errno -ffp-contract=fast levels=O0,O2
int overflow(int a, int b, int *r) { return __builtin_add_overflow(a, b, r) + __builtin_sub_overflow(a, b, r) + __builtin_mul_overflow(a, b, r); }
int unsigned_overflow(unsigned long a, unsigned long b, unsigned long *r) { return __builtin_add_overflow(a, b, r) | __builtin_mul_overflow(a, b, r) << 1; }
int mixed_overflow(int a, unsigned long b, short *r) { return __builtin_mul_overflow(a, b, r); }
int bits(unsigned x, unsigned long y) { return __builtin_popcount(x) + __builtin_clz(x) + __builtin_ctzl(y) + __builtin_ffs((int)x) + __builtin_parity(x) + (int)__builtin_bitreverse32(x) + (int)__builtin_bswap64(y) + __builtin_bswap16((unsigned short)x); }
unsigned rotate(unsigned x, unsigned n) { return (x << (n & 31)) | (x >> (-n & 31)); }
double math(double x, double y) { return __builtin_fma(x, y, 1) + __builtin_fmin(x, y) + __builtin_fmax(x, y) + __builtin_copysign(x, y) + __builtin_sqrt(x) + __builtin_fabs(y) + __builtin_floor(x) + __builtin_ceil(x) + __builtin_trunc(y) + __builtin_rint(x) + __builtin_nearbyint(y) + __builtin_round(x); }
double libm(double x, double y) { return __builtin_sin(x) + __builtin_cos(y) + __builtin_exp(x) + __builtin_log(y) + __builtin_pow(x, y) + __builtin_powi(x, 3) + __builtin_exp2(x) + __builtin_log2(y) + __builtin_log10(y) + __builtin_tanh(x) + __builtin_atan2(x, y) + __builtin_hypot(x, y) + __builtin_erf(x) + __builtin_tgamma(y) + __builtin_fmod(x, y) + __builtin_ldexp(x, 3); }
float libmf(float x) { return __builtin_sinf(x) * __builtin_expf(x) + __builtin_sqrtf(x) + __builtin_powf(x, 1.5f) + __builtin_tanf(x); }
int classify(double x) { return __builtin_isnan(x) + 2 * __builtin_isinf(x) + 4 * __builtin_isfinite(x) + 8 * __builtin_isnormal(x) + 16 * __builtin_signbit(x) + __builtin_fpclassify(1, 2, 3, 4, 5, x); }
void memory(char *a, const char *b, unsigned long n) { __builtin_memcpy(a, b, n); __builtin_memmove(a + 1, a, 32); __builtin_memset(a, 0x5a, n); __builtin_memcpy(a, b, 16); __builtin_bzero(a, 8); }
int object(void) { char b[10]; __builtin_memset(b, 1, __builtin_object_size(b, 0)); return b[3] + (int)__builtin_object_size(b + 4, 1); }
int dynamic(char *p, int n) { return (int)__builtin_dynamic_object_size(p, 0) + __builtin_constant_p(n) + n; }
int assume(int *p, int n) { __builtin_assume(n > 3); int *q = __builtin_assume_aligned(p, 32, 4); if (n < 2) __builtin_unreachable(); __builtin_prefetch(q, 0, 2); return q[n]; }
void trap(int x) { if (x == 3) __builtin_trap(); if (x == 4) __builtin_debugtrap(); }
void *frames(void) { return (char *)__builtin_return_address(0) - (long)__builtin_frame_address(0); }
unsigned long long cycles(void) { return __builtin_readcyclecounter(); }
int choose(int x) { return __builtin_choose_expr(1, x, 0) + __builtin_types_compatible_p(int, long) + __builtin_offsetof(struct { char c; int d; }, d); }
int saturated(int a, int b) { return __builtin_elementwise_max(a, b) + __builtin_elementwise_min(a, b) + __builtin_elementwise_abs(a); }
double parts(double x, int *e) { double i; return __builtin_frexp(x, e) + __builtin_modf(x, &i) + i + __builtin_logb(x) + __builtin_scalbn(x, 2); }
long rounding(double x) { return __builtin_lrint(x) + __builtin_lround(x) + __builtin_llround(x) + __builtin_ilogb(x); }
