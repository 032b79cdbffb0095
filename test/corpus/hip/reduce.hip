#include "device.h"
// LDS, barriers, cross-lane moves, ballots and scoped atomics.
__global__ void block_sum(const float *x, float *out, int n) {
  __shared__ float scratch[256];
  int t = thread_index(), i = global_index();
  scratch[t] = i < n ? x[i] : 0;
  __syncthreads();
  for (int s = 128; s > 0; s >>= 1) { if (t < s) scratch[t] += scratch[t + s]; __syncthreads(); }
  if (t == 0) __atomic_fetch_add(out, scratch[0], __ATOMIC_RELAXED);
}
static __device__ float lane(float v, int from) { return __builtin_bit_cast(float, __builtin_amdgcn_ds_bpermute(from * 4, __builtin_bit_cast(int, v))); }
__global__ void warp(const float *x, float *out, int n) { float v = x[global_index()]; for (int s = 32; s > 0; s >>= 1) v += lane(v, thread_index() ^ s); if (thread_index() == 0) out[global_index() / 64] = v; if (__builtin_amdgcn_readfirstlane(n) > 3) out[1] = __builtin_amdgcn_uicmp(n, 3, 33) ? v : 0; }
__global__ void histogram(const unsigned char *x, unsigned *bins, int n) { int i = global_index(); if (i < n) __hip_atomic_fetch_add(&bins[x[i]], 1u, __ATOMIC_RELAXED, __HIP_MEMORY_SCOPE_AGENT); __hip_atomic_fetch_max((int *)bins, i, __ATOMIC_SEQ_CST, __HIP_MEMORY_SCOPE_WORKGROUP); unsigned e = 1; __hip_atomic_compare_exchange_strong(bins + 3, &e, 2u, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED, __HIP_MEMORY_SCOPE_SYSTEM); }
