// Kernels with one fault each; the comment names the place that is to be found.
#include "gpu.h"

KERNEL plain_histogram(const unsigned char *x, unsigned *bins) {
  int i = block_x() * size_x() + thread_x();
  bins[x[i] & 15] += 1; // @plain
}

KERNEL mixed_sum(const float *x, float *sum) {
  int t = thread_x();
  if (t > 0) add_atomically(sum, x[t]); // @atomic
  else *sum = *sum + x[0]; // @mixed
}

KERNEL dropped_barrier(const double *x, double *out) {
  __shared__ double part[128];
  int t = thread_x();
  part[t] = x[t];
  barrier();
  for (int s = size_x() / 2; s > 0; s /= 2) {
    if (t < s) part[t] += part[t + s]; // @dropped
  }
  if (t == 0) out[0] = part[0];
}

KERNEL two_blocks(double *out) {
  out[0] = block_x(); // @blocks
}

static __device__ __attribute__((noinline)) void first_barrier() { barrier(); }
static __device__ __attribute__((noinline)) void second_barrier(int *out) { out[0] = 1; barrier(); }
KERNEL divergent_barrier(int *out) {
  if (thread_x() < 16) first_barrier();
  else second_barrier(out + thread_x());
}

KERNEL early_return(int *out, int n) {
  int t = thread_x();
  if (t >= n) return;
  barrier();
  out[t] = t;
}

KERNEL beyond_static(int *out) {
  __shared__ volatile int first[8], second[8];
  int t = thread_x();
  first[t] = t; // @beyond
  second[t & 7] = 1;
  out[t] = first[t];
}

extern __shared__ int dynamic[];
KERNEL beyond_dynamic(int *out) {
  int t = thread_x();
  dynamic[t] = t; // @dynamic
  barrier();
  out[t] = dynamic[size_x() - 1 - t];
}

KERNEL unwritten(int *out) {
  __shared__ int cells[64];
  int t = thread_x();
  if (t < 32) cells[t] = t;
  barrier();
  out[t] = cells[t]; // @unwritten
}

static __device__ __attribute__((noinline)) void bump(float *p) { __atomic_fetch_add(p, 1.0f, __ATOMIC_RELAXED); }
KERNEL private_atomic(float *out) {
  float own = out[thread_x()];
  bump(&own);
  out[thread_x()] = own;
}

KERNEL anothers_private(int *out) {
  __shared__ int *place;
  int own[4] = {1, 2, 3, 4};
  if (thread_x() == 0) place = own;
  barrier();
  out[thread_x()] = place[thread_x() & 3]; // @anothers
}

KERNEL endless(int *flag) {
  while (__atomic_load_n(flag, __ATOMIC_RELAXED) == 0) {}
}

KERNEL stops(int *out) {
  if (out[thread_x()] == 0) __builtin_trap(); // @stops
}
