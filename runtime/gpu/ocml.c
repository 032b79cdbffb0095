/* AMD's mathematical functions (ocml) by the C library, and intrinsics that are functions of numbers. */
#define _DEFAULT_SOURCE
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "special.h"

#define ONE(name, host)                                      \
  double __ocml_##name##_f64(double x) { return host(x); }   \
  float __ocml_##name##_f32(float x) { return host##f(x); }
#define TWO(name, host)                                                   \
  double __ocml_##name##_f64(double x, double y) { return host(x, y); }   \
  float __ocml_##name##_f32(float x, float y) { return host##f(x, y); }

ONE(acos, acos) ONE(acosh, acosh) ONE(asin, asin) ONE(asinh, asinh) ONE(atan, atan) ONE(atanh, atanh)
ONE(cbrt, cbrt) ONE(ceil, ceil) ONE(cos, cos) ONE(cosh, cosh) ONE(cospi, cos_pi) ONE(erf, erf)
ONE(erfc, erfc) ONE(erfcinv, inverse_erfc) ONE(erfcx, scaled_erfc) ONE(erfinv, inverse_erf) ONE(exp, exp)
ONE(exp10, ten_to) ONE(exp2, exp2) ONE(expm1, expm1) ONE(fabs, fabs) ONE(floor, floor) ONE(j0, bessel_j0)
ONE(j1, bessel_j1) ONE(lgamma, lgamma) ONE(log, log) ONE(log10, log10) ONE(log1p, log1p) ONE(log2, log2)
ONE(logb, logb) ONE(native_cos, cos) ONE(native_exp, exp) ONE(native_exp2, exp2) ONE(native_log, log)
ONE(native_log10, log10) ONE(native_log2, log2) ONE(native_rsqrt, reciprocal_sqrt) ONE(native_sin, sin)
ONE(native_sqrt, sqrt) ONE(ncdf, normal) ONE(ncdfinv, inverse_normal) ONE(nearbyint, nearbyint)
ONE(rcbrt, reciprocal_cbrt) ONE(rint, rint) ONE(round, round) ONE(rsqrt, reciprocal_sqrt) ONE(sin, sin)
ONE(sinh, sinh) ONE(sinpi, sin_pi) ONE(sqrt, sqrt) ONE(tan, tan) ONE(tanh, tanh) ONE(tgamma, tgamma)
ONE(trunc, trunc) ONE(y0, bessel_y0) ONE(y1, bessel_y1)
TWO(atan2, atan2) TWO(copysign, copysign) TWO(fdim, fdim) TWO(fmax, fmax) TWO(fmin, fmin) TWO(fmod, fmod)
TWO(hypot, hypot) TWO(nextafter, nextafter) TWO(pow, pow) TWO(remainder, remainder)
TWO(rhypot, reciprocal_hypot)

#define OTHERS(T, t, f)                                                          \
  T __ocml_native_recip_##t(T x) { return 1 / x; }                               \
  T __ocml_fma_##t(T x, T y, T z) { return fma##f(x, y, z); }                    \
  T __ocml_fmuladd_##t(T x, T y, T z) { return x * y + z; }                      \
  T __ocml_ldexp_##t(T x, int32_t e) { return ldexp##f(x, e); }                  \
  T __ocml_pown_##t(T x, int32_t e) { return pow##f(x, (T)e); }                  \
  T __ocml_scalbn_##t(T x, int32_t e) { return scalbn##f(x, e); }                \
  int32_t __ocml_ilogb_##t(T x) { return ilogb##f(x); }                          \
  int32_t __ocml_isnan_##t(T x) { return isnan(x); }                             \
  int32_t __ocml_isinf_##t(T x) { return isinf(x) != 0; }                        \
  int32_t __ocml_isfinite_##t(T x) { return isfinite(x); }                       \
  int32_t __ocml_signbit_##t(T x) { return signbit(x) != 0; }                    \
  T __ocml_sincos_##t(T x, T *c) {                                               \
    *c = cos##f(x);                                                              \
    return sin##f(x);                                                            \
  }                                                                              \
  T __ocml_sincospi_##t(T x, T *c) {                                             \
    *c = cos_pi##f(x);                                                           \
    return sin_pi##f(x);                                                         \
  }                                                                              \
  T __ocml_frexp_##t(T x, int32_t *e) {                                          \
    int exponent = 0;                                                            \
    const T m = frexp##f(x, &exponent);                                          \
    *e = exponent;                                                               \
    return m;                                                                    \
  }                                                                              \
  T __ocml_modf_##t(T x, T *whole) { return modf##f(x, whole); }                 \
  T __ocml_remquo_##t(T x, T y, int32_t *q) {                                    \
    int quotient = 0;                                                            \
    const T r = remquo##f(x, y, &quotient);                                      \
    *q = quotient;                                                               \
    return r;                                                                    \
  }                                                                              \
  T __ocml_len3_##t(T x, T y, T z) { return sqrt##f(x * x + y * y + z * z); }    \
  T __ocml_len4_##t(T x, T y, T z, T w) { return sqrt##f(x * x + y * y + z * z + w * w); } \
  T __ocml_rlen3_##t(T x, T y, T z) { return 1 / sqrt##f(x * x + y * y + z * z); } \
  T __ocml_rlen4_##t(T x, T y, T z, T w) { return 1 / sqrt##f(x * x + y * y + z * z + w * w); } \
  T tsad_gpu_rcp_##t(T x) { return 1 / x; }                                      \
  T tsad_gpu_rsqrt_##t(T x) { return 1 / sqrt##f(x); }                           \
  T tsad_gpu_sqrt_##t(T x) { return sqrt##f(x); }                                \
  T tsad_gpu_exp2_##t(T x) { return exp2##f(x); }                                \
  T tsad_gpu_log2_##t(T x) { return log2##f(x); }                                \
  T tsad_gpu_fabs_##t(T x) { return fabs##f(x); }                                \
  T tsad_gpu_sin_turns_##t(T x) { return sin_pi##f(2 * x); }                     \
  T tsad_gpu_cos_turns_##t(T x) { return cos_pi##f(2 * x); }                     \
  T tsad_gpu_fract_##t(T x) { return x - floor##f(x); }                          \
  T tsad_gpu_fmed3_##t(T x, T y, T z) {                                          \
    return fmax##f(fmin##f(x, y), fmin##f(fmax##f(x, y), z));                    \
  }                                                                              \
  T tsad_gpu_frexp_mant_##t(T x) {                                               \
    int exponent = 0;                                                            \
    return frexp##f(x, &exponent);                                               \
  }
OTHERS(double, f64, )
OTHERS(float, f32, f)

float tsad_gpu_rcpf(float x) { return 1 / x; }
double tsad_gpu_lohi2double(int32_t low, int32_t high) {
  const uint64_t bits = (uint64_t)(uint32_t)high << 32 | (uint32_t)low;
  double x = 0;
  memcpy(&x, &bits, sizeof x);
  return x;
}
uint32_t tsad_gpu_rotl32(uint32_t x, uint32_t n) { return x << (n & 31) | x >> (-n & 31); }
uint64_t tsad_gpu_rotl64(uint64_t x, uint32_t n) { return x << (n & 63) | x >> (-n & 63); }
uint32_t tsad_gpu_mulhi_u24(uint32_t x, uint32_t y) {
  return (uint32_t)((uint64_t)(x & 0xffffff) * (y & 0xffffff) >> 32);
}
uint32_t tsad_gpu_alignbit(uint32_t high, uint32_t low, uint32_t n) {
  return (uint32_t)(((uint64_t)high << 32 | low) >> (n & 31));
}
/* AMD, v_perm_b32: bytes of x:y by number; 8 to 11 are signs, 12 is 0, and all above are ones. */
uint32_t tsad_gpu_perm(uint32_t x, uint32_t y, uint32_t selector) {
  const uint64_t bytes = (uint64_t)x << 32 | y;
  uint32_t made = 0;
  for (int i = 0; i < 4; i++) {
    const uint32_t n = selector >> 8 * i & 0xff;
    uint32_t byte = 0xff;
    if (n < 8) byte = (uint32_t)(bytes >> 8 * n) & 0xff;
    else if (n < 12) byte = (bytes >> (16 * (n - 8) + 15) & 1) != 0 ? 0xff : 0;
    else if (n == 12) byte = 0;
    made |= byte << 8 * i;
  }
  return made;
}
uint32_t tsad_gpu_ubfe(uint32_t x, uint32_t offset, uint32_t width) {
  return (width & 31) == 0 ? 0 : x >> (offset & 31) & ((1u << (width & 31)) - 1);
}
int32_t tsad_gpu_sbfe(uint32_t x, uint32_t offset, uint32_t width) {
  const uint32_t bits = tsad_gpu_ubfe(x, offset, width), sign = (width & 31) == 0 ? 0 : 1u << ((width & 31) - 1);
  return (int32_t)((bits ^ sign) - sign);
}
