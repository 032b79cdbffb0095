/* The functions of GPUs that C has not, by identities and by values from tables. Prints what is wrong. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>

double __nv_erfinv(double), __nv_erfcinv(double), __nv_normcdf(double), __nv_normcdfinv(double), __nv_erfcx(double);
double __nv_sinpi(double), __nv_cospi(double), __nv_rsqrt(double), __nv_rcbrt(double), __nv_exp10(double);
double __nv_saturate(double), __nv_norm3d(double, double, double), __nv_rhypot(double, double);
double __nv_hiloint2double(int32_t, int32_t), __nv_dadd_ru(double, double), __nv_dadd_rd(double, double);
float __nv_fdiv_rz(float, float), __nv_fast_expf(float), __nv_int_as_float(int32_t), __nv_fmaf_rd(float, float, float);
int32_t __nv_double2hiint(double), __nv_double2loint(double), __nv_mulhi(int32_t, int32_t), __nv_mul24(int32_t, int32_t);
int32_t __nv_float2int_rz(float), __nv_float2int_rn(float), __nv_double2int_ru(double), __nv_clz(int32_t), __nv_ffs(int32_t);
uint32_t __nv_brev(uint32_t), __nv_byte_perm(uint32_t, uint32_t, uint32_t), __nv_umulhi(uint32_t, uint32_t);
uint64_t __nv_brevll(uint64_t), __nv_umul64hi(uint64_t, uint64_t);
double __ocml_erfinv_f64(double), __ocml_sincos_f64(double, double *), __ocml_pown_f64(double, int32_t);
float __ocml_rsqrt_f32(float), __ocml_native_recip_f32(float), tsad_gpu_sin_turns_f32(float), tsad_gpu_fmed3_f32(float, float, float);
uint32_t tsad_gpu_perm(uint32_t, uint32_t, uint32_t), tsad_gpu_alignbit(uint32_t, uint32_t, uint32_t);
uint32_t tsad_gpu_ubfe(uint32_t, uint32_t, uint32_t), tsad_gpu_rotl32(uint32_t, uint32_t);
int32_t tsad_gpu_sbfe(uint32_t, uint32_t, uint32_t);

static void near(const char *what, double got, double wanted) {
  const double off = fabs(got - wanted) / fmax(fabs(wanted), 1e-300);
  if (got != wanted && !(off <= 4e-15)) printf("%s: %.17g, not %.17g\n", what, got, wanted);
}

static void same(const char *what, uint64_t got, uint64_t wanted) {
  if (got != wanted) printf("%s: %#llx, not %#llx\n", what, (unsigned long long)got, (unsigned long long)wanted);
}

int main(void) {
  for (double x = -0.99; x < 1; x += 0.03) {
    near("erf of erfinv", erf(__nv_erfinv(x)), x);
    near("erfinv", __ocml_erfinv_f64(x), __nv_erfinv(x));
  }
  for (double x = 1e-300; x < 1.9; x *= 3.7) near("erfc of erfcinv", log(erfc(__nv_erfcinv(x))), log(x));
  for (double x = -8; x < 8; x += 0.7) near("normcdfinv", __nv_normcdf(__nv_normcdfinv(__nv_normcdf(x))), __nv_normcdf(x));
  near("normcdf", __nv_normcdf(0), 0.5);
  near("normcdf", __nv_normcdf(1.959963984540054), 0.975);
  near("erfcx", __nv_erfcx(1), 0.42758357615580700442);
  near("erfcx", __nv_erfcx(30), 0.018795888861416751108);
  for (int k = -6; k <= 6; k++) {
    near("sinpi", __nv_sinpi(k * 0.5), k % 2 == 0 ? 0 : (k & 3) == 1 ? 1 : -1);
    near("cospi", __nv_cospi(k * 0.5), k % 2 != 0 ? 0 : (k & 3) == 0 ? 1 : -1);
    near("sinpi", __nv_sinpi(k + 1.0 / 6), k % 2 == 0 ? 0.5 : -0.5);
    near("cospi", __nv_cospi(k + 1.0 / 3), k % 2 == 0 ? 0.5 : -0.5);
  }
  near("rsqrt", __nv_rsqrt(4), 0.5);
  near("rcbrt", __nv_rcbrt(27), 1.0 / 3);
  near("exp10", __nv_exp10(-3), 0.001);
  near("saturate", __nv_saturate(-1) + 2 * __nv_saturate(7) + 4 * __nv_saturate(0.25) + __nv_saturate(NAN), 3);
  near("norm3d", __nv_norm3d(2, 3, 6), 7);
  near("rhypot", __nv_rhypot(3, 4), 0.2);
  near("hiloint2double", __nv_hiloint2double(__nv_double2hiint(-1.1), __nv_double2loint(-1.1)), -1.1);
  near("dadd_ru", __nv_dadd_ru(1, 1e-30), nextafter(1, 2));
  near("dadd_rd", __nv_dadd_rd(1, 1e-30), 1);
  near("dadd_rd", __nv_dadd_rd(1, -1e-30), nextafter(1, 0));
  near("fdiv_rz", __nv_fdiv_rz(2, 3), nextafterf(2.0f / 3, 0));
  near("fmaf_rd", __nv_fmaf_rd(1, 1, -1e-20f), nextafterf(1, 0));
  near("fast_expf", __nv_fast_expf(1), expf(1));
  near("int_as_float", __nv_int_as_float(0x3f800000), 1);
  same("mulhi", (uint32_t)__nv_mulhi(-3, 0x40000000), 0xffffffff);
  same("umulhi", __nv_umulhi(0xffffffff, 0xffffffff), 0xfffffffe);
  same("umul64hi", __nv_umul64hi(UINT64_MAX, UINT64_MAX), UINT64_MAX - 1);
  same("mul24", (uint32_t)__nv_mul24(0x1ffffff, 5), (uint32_t)-5);
  same("float2int", (uint32_t)__nv_float2int_rz(-2.9f), (uint32_t)-2);
  same("float2int", (uint32_t)__nv_float2int_rn(2.5f), 2);
  same("float2int", (uint32_t)__nv_float2int_rn(1e20f), INT32_MAX);
  same("float2int", (uint32_t)__nv_float2int_rn(NAN), 0);
  same("double2int", (uint32_t)__nv_double2int_ru(2.1), 3);
  same("clz", (uint32_t)__nv_clz(0) + (uint32_t)__nv_clz(1), 63);
  same("ffs", (uint32_t)__nv_ffs(0x50), 5);
  same("brev", __nv_brev(0x00000003), 0xc0000000);
  same("brevll", __nv_brevll(1), 1ull << 63);
  same("byte_perm", __nv_byte_perm(0x33221100, 0x77665544, 0x7531), 0x77553311);
  same("byte_perm", __nv_byte_perm(0x00800000, 0, 0xa982), 0xff000080);
  double c = 0;
  near("sincos", __ocml_sincos_f64(1, &c), sin(1));
  near("sincos", c, cos(1));
  near("pown", __ocml_pown_f64(-2, 3), -8);
  near("rsqrt", __ocml_rsqrt_f32(16), 0.25);
  near("recip", __ocml_native_recip_f32(8), 0.125);
  near("sin of turns", tsad_gpu_sin_turns_f32(0.25f), 1);
  near("fmed3", tsad_gpu_fmed3_f32(3, 1, 2) + 10 * tsad_gpu_fmed3_f32(5, 9, 7), 72);
  same("perm", tsad_gpu_perm(0x77665544, 0x33221100, 0x0c070004), 0x00770044);
  same("alignbit", tsad_gpu_alignbit(0x12345678, 0x9abcdef0, 8), 0x789abcde);
  same("ubfe", tsad_gpu_ubfe(0xabcd1234, 8, 8), 0x12);
  same("sbfe", (uint32_t)tsad_gpu_sbfe(0x0000f000, 12, 4), 0xffffffff);
  same("rotl", tsad_gpu_rotl32(0x80000001, 4), 0x18);
  printf("done\n");
  return 0;
}
