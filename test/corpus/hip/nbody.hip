#include "device.h"
struct float4 { float x, y, z, w; } __attribute__((aligned(16)));
__global__ void forces(const float4 *__restrict__ p, float4 *__restrict__ a, int n) {
  __shared__ float4 tile[64];
  int i = global_index();
  float4 me = p[i], sum = { 0, 0, 0, 0 };
  for (int k = 0; k < n; k += 64) {
    tile[thread_index()] = p[k + thread_index()];
    __syncthreads();
    for (int j = 0; j < 64; j++) { float dx = tile[j].x - me.x, dy = tile[j].y - me.y, dz = tile[j].z - me.z, r = __builtin_amdgcn_rsqf(dx * dx + dy * dy + dz * dz + 1e-6f), f = tile[j].w * r * r * r; sum.x += f * dx; sum.y += f * dy; sum.z += f * dz; }
    __syncthreads();
  }
  a[i] = sum;
}
__global__ void assembly(float *v) { float y; asm volatile("v_add_f32 %0, %1, 1.0" : "=v"(y) : "v"(v[0])); v[1] = y; asm volatile("s_nop 0" ::: "v1", "memory"); }
__global__ void sizes(unsigned *out) { auto d = (__attribute__((address_space(4))) unsigned short *)__builtin_amdgcn_dispatch_ptr(); out[0] = d[2]; unsigned long long m = __builtin_amdgcn_read_exec(); out[1] = (unsigned)__builtin_popcountll(m); }
