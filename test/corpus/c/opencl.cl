// corpus: target=spir64 -cl-std=CL2.0 -Xclang -fdeclare-opencl-builtins -Xclang -finclude-default-header
typedef struct { float4 p; int id; } particle;
__constant float weights[4] = { 0.1f, 0.2f, 0.3f, 0.4f };
kernel void axpy(global float *restrict y, global const float *restrict x, float a) { size_t i = get_global_id(0); y[i] = mad(a, x[i], y[i]); }
kernel __attribute__((reqd_work_group_size(64, 1, 1))) void reduce(global const float *x, global float *out, local float *scratch) {
  int l = get_local_id(0);
  scratch[l] = x[get_global_id(0)];
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int s = 32; s > 0; s >>= 1) { if (l < s) scratch[l] += scratch[l + s]; barrier(CLK_LOCAL_MEM_FENCE); }
  if (l == 0) out[get_group_id(0)] = scratch[0];
}
kernel void image(read_only image2d_t in, write_only image2d_t out, sampler_t s) { int2 c = (int2)(get_global_id(0), get_global_id(1)); write_imagef(out, c, read_imagef(in, s, c).zyxw * weights[2]); }
kernel void vectors(global float4 *v, global double2 *d, global uchar16 *b) { int i = get_global_id(0); v[i].xy = v[i].wz; v[i] = fma(v[i], (float4)(2.0f), v[i].s3210); d[i] = convert_double2(v[i].lo); b[i] = as_uchar16(v[i]) + (uchar16)(1); }
kernel void particles(global particle *p, constant float *k) { particle q = p[get_global_id(0)]; q.p = normalize(q.p) * k[0] + cross(q.p, q.p.yzxw); q.id = select(q.id, 7, q.id > 3); p[get_global_id(0)] = q; }
kernel void atoms(global int *n, local int *m) { local int shared_count; if (get_local_id(0) == 0) shared_count = 0; barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE); atomic_add(&shared_count, 1); atomic_max(n, shared_count); atomic_cmpxchg(m, 1, 2); }
float generic_load(float *p) { return *p; }
kernel void generic_space(global float *g, local float *l) { float *p = get_local_id(0) ? (float *)g : (float *)l; g[1] = generic_load(p); }
