#include "device.h"
struct float4 { float x, y, z, w; } __attribute__((aligned(16)));
static __device__ float rsqrt(float x) { float y; asm("rsqrt.approx.f32 %0, %1;" : "=f"(y) : "f"(x)); return y; }
__global__ void forces(const float4 *__restrict__ p, float4 *__restrict__ a, int n) {
  __shared__ float4 tile[128];
  int i = global_index();
  float4 me = p[i], sum = { 0, 0, 0, 0 };
  for (int k = 0; k < n; k += 128) {
    tile[thread_index()] = p[k + thread_index()];
    __syncthreads();
    for (int j = 0; j < 128; j++) { float dx = tile[j].x - me.x, dy = tile[j].y - me.y, dz = tile[j].z - me.z, r = rsqrt(dx * dx + dy * dy + dz * dz + 1e-6f), f = tile[j].w * r * r * r; sum.x += f * dx; sum.y += f * dy; sum.z += f * dz; }
    __syncthreads();
  }
  a[i] = sum;
}
__global__ void local_array(double *v, int n) { double t[32]; for (int k = 0; k < 32; k++) t[k] = v[(global_index() + k) % n]; double s = 0; for (int k = 0; k < 32; k++) s += t[(k * 7) & 31] * __nv_log(t[k]); v[global_index()] = s; }
