#include "device.h"
// Shared memory, barriers, shuffles, votes and atomics.
extern __shared__ float dynamic_scratch[];
__global__ void block_sum(const float *x, float *out, int n) {
  __shared__ float scratch[256];
  int t = thread_index(), i = global_index();
  scratch[t] = i < n ? x[i] : 0;
  __syncthreads();
  for (int s = 128; s > 0; s >>= 1) { if (t < s) scratch[t] += scratch[t + s]; __syncthreads(); }
  if (t == 0) __nvvm_atom_add_gen_f(out, scratch[0]);
}
static __device__ float warp_sum(float v) { for (int s = 16; s > 0; s >>= 1) v += __nvvm_shfl_sync_down_f32(0xffffffffu, v, s, 31); return v; }
__global__ void warp(const float *x, float *out, int n) { float v = warp_sum(global_index() < n ? x[global_index()] : 0); if ((thread_index() & 31) == 0) out[global_index() / 32] = v; unsigned m = __nvvm_vote_ballot_sync(0xffffffffu, v > 1); if (m) dynamic_scratch[thread_index()] = v; }
__global__ void histogram(const unsigned char *x, unsigned *bins, int n) { int i = global_index(); if (i < n) __nvvm_atom_inc_gen_ui(&bins[x[i]], ~0u); __nvvm_membar_gl(); __nvvm_atom_cas_gen_i((int *)bins, 1, 2); __nvvm_atom_max_gen_i((int *)bins + 1, i); __atomic_fetch_add(&bins[2], 1u, __ATOMIC_RELAXED); }
