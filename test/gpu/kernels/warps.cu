// Warp operations of CUDA. Each kernel writes what every lane gets, so that the driver can compare with the PTX manual.
#include "gpu.h"

#define FULL 0xffffffffu
typedef unsigned long long u64;

DEVICE int index() { return block_x() * size_x() + thread_x(); }

// `bound` is the operand c of shfl.sync; every mode is in one kernel, because the mode is part of the instruction.
KERNEL shuffles(const int *v, const int *step, int bound, unsigned mask, int *got, int *in_range) {
  int i = index(), lane = __nvvm_read_ptx_sreg_laneid();
  if ((mask >> lane & 1) == 0) return;
  int value = v[i], b = step[i], n = grid_x() * size_x();
  got[i] = __nvvm_shfl_sync_idx_i32(mask, value, b, bound);
  got[n + i] = __nvvm_shfl_sync_up_i32(mask, value, b, bound & ~31);
  got[2 * n + i] = __nvvm_shfl_sync_down_i32(mask, value, b, bound);
  got[3 * n + i] = __nvvm_shfl_sync_bfly_i32(mask, value, b, bound);
  in_range[i] = n;
}

KERNEL float_shuffles(const float *v, float *got) {
  int i = index();
  float value = v[i];
  got[i] = __nvvm_shfl_sync_down_f32(FULL, value, 4, 31) + __nvvm_shfl_sync_bfly_f32(FULL, value, 1, 31) +
           __nvvm_shfl_sync_up_f32(FULL, value, 2, 0) + __nvvm_shfl_sync_idx_f32(FULL, value, 3, 31);
}

// Doubles travel as two halves.
DEVICE double down(double v, int step) {
  u64 bits = __builtin_bit_cast(u64, v);
  unsigned low = __nvvm_shfl_sync_down_i32(FULL, (int)bits, step, 31);
  unsigned high = __nvvm_shfl_sync_down_i32(FULL, (int)(bits >> 32), step, 31);
  return __builtin_bit_cast(double, (u64)high << 32 | low);
}
KERNEL warp_sum(const double *x, double *out, int n) {
  __shared__ double part[32];
  int i = index(), t = thread_x();
  double v = i < n ? x[i] : 0;
  for (int s = 16; s > 0; s /= 2) v += down(v, s);
  if (t % 32 == 0) part[t / 32] = v;
  barrier();
  if (t >= 32) return;
  v = t < size_x() / 32 ? part[t] : 0;
  for (int s = 16; s > 0; s /= 2) v += down(v, s);
  if (t == 0) out[block_x()] = v;
}

KERNEL votes(const int *v, unsigned *got) {
  int i = index(), n = grid_x() * size_x(), value = v[i];
  got[i] = __nvvm_vote_ballot_sync(FULL, value > 2);
  got[n + i] = __nvvm_vote_all_sync(FULL, value > 0);
  got[2 * n + i] = __nvvm_vote_any_sync(FULL, value > 6);
  got[3 * n + i] = __nvvm_vote_uni_sync(FULL, value > 2);
  got[4 * n + i] = __nvvm_match_any_sync_i32(FULL, value);
  got[5 * n + i] = __nvvm_match_any_sync_i64(FULL, (u64)value << 40);
  unsigned active;
  if (value > 2) asm volatile("activemask.b32 %0;" : "=r"(active));
  else active = 0;
  got[6 * n + i] = active;
  if (value > 2) {
    unsigned mask = got[i];
    got[7 * n + i] = __nvvm_vote_ballot_sync(mask, value > 4);
  } else got[7 * n + i] = 0;
}

// Half of the warps fill a buffer, the others empty it: two named barriers with counts.
KERNEL pipeline(const float *x, float *y, int rounds) {
  __shared__ float buffer[64];
  int t = thread_x(), half = size_x() / 2, lane = t % half;
  for (int r = 0; r < rounds; r++) {
    if (t < half) {
      buffer[lane] = x[r * half + lane] * 2;
      __nvvm_barrier_sync_cnt(1, size_x());
      __nvvm_barrier_sync_cnt(2, size_x());
    } else {
      __nvvm_barrier_sync_cnt(1, size_x());
      y[r * half + lane] = buffer[half - 1 - lane];
      __nvvm_barrier_sync_cnt(2, size_x());
    }
  }
}

KERNEL reducing(const int *v, int *out) {
  int value = v[index()];
  int count = __nvvm_bar0_popc(value > 2), all = __nvvm_bar0_and(value > 0), any = __nvvm_bar0_or(value > 100);
  if (thread_x() == 0) { out[3 * block_x()] = count; out[3 * block_x() + 1] = all != 0; out[3 * block_x() + 2] = any != 0; }
}

// What a warp writes and synchronises it may read; what is only shuffled it may not.
KERNEL warp_exchange(int *out, int is_synchronised) {
  __shared__ int cells[32];
  int t = thread_x();
  cells[t] = t * t;
  if (is_synchronised) __nvvm_bar_warp_sync(FULL);
  else __nvvm_vote_all_sync(FULL, 1);
  out[t] = cells[31 - t];
}

// What is written after the warp has synchronised is not ordered by that.
KERNEL written_after(int *out) {
  __shared__ int cells[32];
  int t = thread_x();
  cells[t] = t;
  __nvvm_bar_warp_sync(FULL);
  cells[t] = t + 1;
  out[t] = cells[31 - t];
}

// As pipeline, but the buffer is filled again before it is empty.
KERNEL hasty(const float *x, float *y, int rounds) {
  __shared__ float buffer[64];
  int t = thread_x(), half = size_x() / 2, lane = t % half;
  for (int r = 0; r < rounds; r++) {
    if (t < half) buffer[lane] = x[r * half + lane];
    __nvvm_barrier_sync_cnt(1, size_x());
    if (t >= half) y[r * half + lane] = buffer[half - 1 - lane];
  }
}

// Shared memory as the atomics with a wrap see it.
KERNEL tickets(unsigned *out) {
  __shared__ unsigned up, down;
  int t = thread_x();
  if (t == 0) { up = 0; down = 5; }
  barrier();
  __nvvm_atom_inc_gen_ui(&up, 6);
  __nvvm_atom_dec_gen_ui(&down, 6);
  barrier();
  if (t == 0) { out[0] = up; out[1] = down; }
}

KERNEL deadlocked(int *out) {
  if (thread_x() == 0) barrier();
  else __nvvm_bar_warp_sync(FULL);
  out[thread_x()] = 1;
}
KERNEL unmasked(int *out) { out[thread_x()] = __nvvm_shfl_sync_idx_i32(0xffff, 1, 0, 31); }
KERNEL mismatched(int *out) {
  if (thread_x() < 16) out[thread_x()] = __nvvm_vote_all_sync(FULL, 1);
  else out[thread_x()] = __nvvm_shfl_sync_idx_i32(FULL, 1, 0, 31);
}
