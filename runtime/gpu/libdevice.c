/* CUDA's mathematical functions (libdevice) by the C library; the fast forms are as exact as the others. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "special.h"

#define ONE(name, host)                                \
  double __nv_##name(double x) { return host(x); }     \
  float __nv_##name##f(float x) { return host##f(x); }

#define TWO(name, host)                                             \
  double __nv_##name(double x, double y) { return host(x, y); }     \
  float __nv_##name##f(float x, float y) { return host##f(x, y); }

ONE(acos, acos) ONE(acosh, acosh) ONE(asin, asin) ONE(asinh, asinh) ONE(atan, atan)
ONE(atanh, atanh) ONE(cbrt, cbrt) ONE(ceil, ceil) ONE(cos, cos) ONE(cosh, cosh) ONE(erf, erf)
ONE(erfc, erfc) ONE(exp, exp) ONE(exp10, ten_to) ONE(exp2, exp2) ONE(expm1, expm1) ONE(fabs, fabs)
ONE(floor, floor) ONE(lgamma, lgamma) ONE(log, log) ONE(log10, log10) ONE(log1p, log1p) ONE(log2, log2)
ONE(logb, logb) ONE(nearbyint, nearbyint) ONE(rint, rint) ONE(round, round) ONE(sin, sin)
ONE(sinh, sinh) ONE(sqrt, sqrt) ONE(tan, tan) ONE(tanh, tanh) ONE(tgamma, tgamma) ONE(trunc, trunc)
ONE(j0, bessel_j0) ONE(j1, bessel_j1) ONE(y0, bessel_y0) ONE(y1, bessel_y1)
ONE(cospi, cos_pi) ONE(sinpi, sin_pi) ONE(erfcx, scaled_erfc) ONE(erfinv, inverse_erf)
ONE(erfcinv, inverse_erfc) ONE(normcdf, normal) ONE(normcdfinv, inverse_normal) ONE(rcbrt, reciprocal_cbrt)
ONE(rsqrt, reciprocal_sqrt) ONE(saturate, saturated)
TWO(atan2, atan2) TWO(copysign, copysign) TWO(fdim, fdim) TWO(fmax, fmax) TWO(fmin, fmin) TWO(fmod, fmod)
TWO(hypot, hypot) TWO(nextafter, nextafter) TWO(pow, pow) TWO(remainder, remainder)
TWO(rhypot, reciprocal_hypot)

#define FAST(name, host) \
  float __nv_fast_##name##f(float x) { return host##f(x); }
FAST(cos, cos) FAST(exp, exp) FAST(exp10, ten_to) FAST(log, log) FAST(log10, log10) FAST(log2, log2)
FAST(sin, sin) FAST(tan, tan) FAST(tanh, tanh)

float __nv_fast_powf(float x, float y) { return powf(x, y); }
float __nv_fast_fdividef(float x, float y) { return x / y; }
void __nv_fast_sincosf(float x, float *s, float *c) {
  *s = sinf(x);
  *c = cosf(x);
}

#define PAIRS(T, f)                                                       \
  void __nv_sincos##f(T x, T *s, T *c) {                                  \
    *s = sin##f(x);                                                       \
    *c = cos##f(x);                                                       \
  }                                                                       \
  void __nv_sincospi##f(T x, T *s, T *c) {                                \
    *s = sin_pi##f(x);                                                    \
    *c = cos_pi##f(x);                                                    \
  }                                                                       \
  T __nv_frexp##f(T x, int32_t *e) {                                      \
    int exponent = 0;                                                     \
    const T m = frexp##f(x, &exponent);                                   \
    *e = exponent;                                                        \
    return m;                                                             \
  }                                                                       \
  T __nv_modf##f(T x, T *whole) { return modf##f(x, whole); }             \
  T __nv_ldexp##f(T x, int32_t e) { return ldexp##f(x, e); }              \
  T __nv_scalbn##f(T x, int32_t e) { return scalbn##f(x, e); }            \
  T __nv_powi##f(T x, int32_t e) { return pow##f(x, (T)e); }              \
  int32_t __nv_ilogb##f(T x) { return ilogb##f(x); }                      \
  T __nv_remquo##f(T x, T y, int32_t *q) {                                \
    int quotient = 0;                                                     \
    const T r = remquo##f(x, y, &quotient);                               \
    *q = quotient;                                                        \
    return r;                                                             \
  }                                                                       \
  T __nv_norm3d##f(T x, T y, T z) { return sqrt##f(x * x + y * y + z * z); } \
  T __nv_rnorm3d##f(T x, T y, T z) { return 1 / sqrt##f(x * x + y * y + z * z); } \
  T __nv_norm4d##f(T x, T y, T z, T w) { return sqrt##f(x * x + y * y + z * z + w * w); } \
  T __nv_rnorm4d##f(T x, T y, T z, T w) { return 1 / sqrt##f(x * x + y * y + z * z + w * w); } \
  T __nv_fma##f(T x, T y, T z) { return fma##f(x, y, z); }
PAIRS(double, )
PAIRS(float, f)

int32_t __nv_isnand(double x) { return isnan(x); }
int32_t __nv_isnanf(float x) { return isnan(x); }
int32_t __nv_isinfd(double x) { return isinf(x) != 0; }
int32_t __nv_isinff(float x) { return isinf(x) != 0; }
int32_t __nv_isfinited(double x) { return isfinite(x); }
int32_t __nv_finitef(float x) { return isfinite(x); }
int32_t __nv_signbitd(double x) { return signbit(x) != 0; }
int32_t __nv_signbitf(float x) { return signbit(x) != 0; }
float __nv_fdividef(float x, float y) { return x / y; }
double __nv_nan(const int8_t *text) { return (void)text, NAN; }

/* What is rounded in another way than to the nearest is computed in that mode. */
#include <fenv.h>
#define ROUNDED(T, name, mode, word, parameters, value) \
  T __nv_##name##_##word parameters {                   \
    const int before = fegetround();                    \
    fesetround(mode);                                   \
    volatile T result = value;                          \
    fesetround(before);                                 \
    return result;                                      \
  }
#define MODES(T, name, parameters, value)                     \
  ROUNDED(T, name, FE_TONEAREST, rn, parameters, value)       \
  ROUNDED(T, name, FE_TOWARDZERO, rz, parameters, value)      \
  ROUNDED(T, name, FE_DOWNWARD, rd, parameters, value)        \
  ROUNDED(T, name, FE_UPWARD, ru, parameters, value)
MODES(float, fadd, (volatile float x, volatile float y), x + y)
MODES(float, fsub, (volatile float x, volatile float y), x - y)
MODES(float, fmul, (volatile float x, volatile float y), x *y)
MODES(float, fdiv, (volatile float x, volatile float y), x / y)
MODES(float, frcp, (volatile float x), 1 / x)
MODES(float, fsqrt, (volatile float x), sqrtf(x))
MODES(float, fmaf, (volatile float x, volatile float y, volatile float z), fmaf(x, y, z))
MODES(double, dadd, (volatile double x, volatile double y), x + y)
MODES(double, dsub, (volatile double x, volatile double y), x - y)
MODES(double, dmul, (volatile double x, volatile double y), x *y)
MODES(double, ddiv, (volatile double x, volatile double y), x / y)
MODES(double, drcp, (volatile double x), 1 / x)
MODES(double, dsqrt, (volatile double x), sqrt(x))
MODES(double, fma, (volatile double x, volatile double y, volatile double z), fma(x, y, z))
MODES(float, double2float, (volatile double x), (float)x)
MODES(float, int2float, (volatile int32_t x), (float)x)
MODES(float, uint2float, (volatile uint32_t x), (float)x)
MODES(float, ll2float, (volatile int64_t x), (float)x)
MODES(float, ull2float, (volatile uint64_t x), (float)x)
MODES(double, ll2double, (volatile int64_t x), (double)x)
MODES(double, ull2double, (volatile uint64_t x), (double)x)
double __nv_int2double_rn(int32_t x) { return x; }
double __nv_uint2double_rn(uint32_t x) { return x; }

/* To an integer: out of range gives the nearest that is in range, and NaN gives 0. */
#define CLAMPED(T, low, high, value)              \
  const double whole = value;                     \
  if (isnan(whole)) return 0;                     \
  if (whole <= (double)(low)) return (low);       \
  if (whole >= (double)(high)) return (high);     \
  return (T)whole;
#define TO_INTEGER(T, low, high, to)                                                   \
  T __nv_float2##to##_rn(float x) { CLAMPED(T, low, high, rint(x)) }                   \
  T __nv_float2##to##_rz(float x) { CLAMPED(T, low, high, trunc(x)) }                  \
  T __nv_float2##to##_rd(float x) { CLAMPED(T, low, high, floor(x)) }                  \
  T __nv_float2##to##_ru(float x) { CLAMPED(T, low, high, ceil(x)) }                   \
  T __nv_double2##to##_rn(double x) { CLAMPED(T, low, high, rint(x)) }                 \
  T __nv_double2##to##_rz(double x) { CLAMPED(T, low, high, trunc(x)) }                \
  T __nv_double2##to##_rd(double x) { CLAMPED(T, low, high, floor(x)) }                \
  T __nv_double2##to##_ru(double x) { CLAMPED(T, low, high, ceil(x)) }
TO_INTEGER(int32_t, INT32_MIN, INT32_MAX, int)
TO_INTEGER(uint32_t, 0, UINT32_MAX, uint)
TO_INTEGER(int64_t, INT64_MIN, INT64_MAX, ll)
TO_INTEGER(uint64_t, 0, UINT64_MAX, ull)

#define BITS(name, From, To)     \
  To __nv_##name(From x) {       \
    To bits;                     \
    memcpy(&bits, &x, sizeof x); \
    return bits;                 \
  }
BITS(float_as_int, float, int32_t)
BITS(float_as_uint, float, uint32_t)
BITS(int_as_float, int32_t, float)
BITS(uint_as_float, uint32_t, float)
BITS(double_as_longlong, double, int64_t)
BITS(longlong_as_double, int64_t, double)

int32_t __nv_double2hiint(double x) { return (int32_t)(__nv_double_as_longlong(x) >> 32); }
int32_t __nv_double2loint(double x) { return (int32_t)__nv_double_as_longlong(x); }
double __nv_hiloint2double(int32_t high, int32_t low) {
  return __nv_longlong_as_double((int64_t)((uint64_t)(uint32_t)high << 32 | (uint32_t)low));
}

int32_t __nv_abs(int32_t x) { return x < 0 ? (int32_t)-(uint32_t)x : x; }
int64_t __nv_llabs(int64_t x) { return x < 0 ? (int64_t)-(uint64_t)x : x; }
int32_t __nv_min(int32_t x, int32_t y) { return x < y ? x : y; }
int32_t __nv_max(int32_t x, int32_t y) { return x > y ? x : y; }
uint32_t __nv_umin(uint32_t x, uint32_t y) { return x < y ? x : y; }
uint32_t __nv_umax(uint32_t x, uint32_t y) { return x > y ? x : y; }
int64_t __nv_llmin(int64_t x, int64_t y) { return x < y ? x : y; }
int64_t __nv_llmax(int64_t x, int64_t y) { return x > y ? x : y; }
uint64_t __nv_ullmin(uint64_t x, uint64_t y) { return x < y ? x : y; }
uint64_t __nv_ullmax(uint64_t x, uint64_t y) { return x > y ? x : y; }
int32_t __nv_popc(int32_t x) { return __builtin_popcount((uint32_t)x); }
int32_t __nv_popcll(int64_t x) { return __builtin_popcountll((uint64_t)x); }
int32_t __nv_clz(int32_t x) { return x == 0 ? 32 : __builtin_clz((uint32_t)x); }
int32_t __nv_clzll(int64_t x) { return x == 0 ? 64 : __builtin_clzll((uint64_t)x); }
int32_t __nv_ffs(int32_t x) { return __builtin_ffs(x); }
int32_t __nv_ffsll(int64_t x) { return __builtin_ffsll(x); }
uint32_t __nv_brev(uint32_t x) {
  uint32_t turned = 0;
  for (int i = 0; i < 32; i++) turned = turned << 1 | (x >> i & 1);
  return turned;
}
uint64_t __nv_brevll(uint64_t x) {
  return (uint64_t)__nv_brev((uint32_t)x) << 32 | __nv_brev((uint32_t)(x >> 32));
}
int32_t __nv_mulhi(int32_t x, int32_t y) { return (int32_t)((int64_t)x * y >> 32); }
uint32_t __nv_umulhi(uint32_t x, uint32_t y) { return (uint32_t)((uint64_t)x * y >> 32); }
int64_t __nv_mul64hi(int64_t x, int64_t y) { return (int64_t)((__int128)x * y >> 64); }
uint64_t __nv_umul64hi(uint64_t x, uint64_t y) { return (uint64_t)((unsigned __int128)x * y >> 64); }
int32_t __nv_mul24(int32_t x, int32_t y) {
  return (int32_t)((uint32_t)((int32_t)((uint32_t)x << 8) >> 8) * (uint32_t)((int32_t)((uint32_t)y << 8) >> 8));
}
uint32_t __nv_umul24(uint32_t x, uint32_t y) { return (x & 0xffffff) * (y & 0xffffff); }
uint32_t __nv_sad(int32_t x, int32_t y, uint32_t z) {
  return z + (uint32_t)(x > y ? (int64_t)x - y : (int64_t)y - x);
}
uint32_t __nv_usad(uint32_t x, uint32_t y, uint32_t z) { return z + (x > y ? x - y : y - x); }
int32_t __nv_hadd(int32_t x, int32_t y) { return (int32_t)(((int64_t)x + y) >> 1); }
int32_t __nv_rhadd(int32_t x, int32_t y) { return (int32_t)(((int64_t)x + y + 1) >> 1); }

/* PTX, prmt: each nibble of the selector names a byte of y:x; its highest bit asks for that byte's sign. */
uint32_t __nv_byte_perm(uint32_t x, uint32_t y, uint32_t selector) {
  const uint64_t bytes = (uint64_t)y << 32 | x;
  uint32_t made = 0;
  for (int i = 0; i < 4; i++) {
    const uint32_t nibble = selector >> 4 * i & 15;
    const uint32_t byte = (uint32_t)(bytes >> 8 * (nibble & 7)) & 0xff;
    const uint32_t chosen = (nibble & 8) == 0 ? byte : (byte & 0x80) != 0 ? 0xff : 0;
    made |= chosen << 8 * i;
  }
  return made;
}
