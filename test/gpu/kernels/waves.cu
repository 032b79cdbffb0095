// Wave operations of HIP: the lanes that are there take part, so where lanes part and meet again matters.
#include "gpu.h"

typedef unsigned long long u64;
DEVICE int index() { return block_x() * size_x() + thread_x(); }
DEVICE int lane() { return __builtin_amdgcn_mbcnt_hi(~0u, __builtin_amdgcn_mbcnt_lo(~0u, 0)); }
#define BITS(v) __builtin_bit_cast(int, v)
#define FLOAT(v) __builtin_bit_cast(float, v)

// A butterfly by ds_bpermute, in waves of any size.
KERNEL butterfly(const float *x, float *out, int wave) {
  float v = x[index()];
  for (int s = wave / 2; s > 0; s /= 2) v += FLOAT(__builtin_amdgcn_ds_bpermute((lane() ^ s) * 4, BITS(v)));
  out[index()] = v;
}

#define DPP(v, control, rows) FLOAT(__builtin_amdgcn_update_dpp(0, BITS(v), control, rows, 0xf, true))
// The sum of a row of 16 by shifts, then of the wave by broadcasts; the last lane has it. For waves of 64.
KERNEL dpp_sum(const float *x, float *out) {
  float v = x[index()];
  v += DPP(v, 0x111, 0xf);
  v += DPP(v, 0x112, 0xf);
  v += DPP(v, 0x114, 0xf);
  v += DPP(v, 0x118, 0xf);
  v += DPP(v, 0x142, 0xa);
  v += DPP(v, 0x143, 0xc);
  out[index()] = FLOAT(__builtin_amdgcn_readlane(BITS(v), 63));
}

KERNEL swizzles(const int *v, int *got) {
  int i = index(), n = grid_x() * size_x();
  got[i] = __builtin_amdgcn_ds_swizzle(v[i], 0x041f);         // xor 1
  got[n + i] = __builtin_amdgcn_ds_swizzle(v[i], 0x001e);     // and 30: the even lane of each pair
  got[2 * n + i] = __builtin_amdgcn_ds_swizzle(v[i], 0x80b1); // quad 1 0 3 2
  got[3 * n + i] = __builtin_amdgcn_ds_permute(4 * (lane() ^ 3), v[i]);
  got[4 * n + i] = __builtin_amdgcn_readfirstlane(v[i]);
}

// LLVM 14 takes calls that both sides of a branch begin with out of it, whatever they mean for the lanes: this keeps them apart.
#define APART(place) *(volatile int *)(place) = 0

// Lanes leave a loop at different times, and meet behind it; then those of one branch are alone.
KERNEL meetings(const int *turns, u64 *got) {
  int i = index(), n = grid_x() * size_x(), count = turns[i];
  u64 rounds = 0;
  for (int k = 0; k < count; k++) rounds = rounds * 3 + __builtin_popcountll(__builtin_amdgcn_uicmp(1, 1, 32));
  got[i] = rounds;
  u64 all = __builtin_amdgcn_uicmp(count, 2, 34);
  got[n + i] = all;
  if (count > 2) got[2 * n + i] = __builtin_amdgcn_readfirstlane(lane());
  else APART(got + n + i), got[n + i] = all, got[2 * n + i] = 100 + __builtin_amdgcn_readfirstlane(lane());
  got[3 * n + i] = __builtin_amdgcn_uicmp(1, 1, 32);
}

// A function that is called from both sides of a branch: its lanes do not meet.
static __device__ __attribute__((noinline)) int first_there() { return __builtin_amdgcn_readfirstlane(lane()); }
KERNEL called(const int *turns, int *got) {
  int i = index(), odd = turns[i] & 1, first;
  if (odd) first = first_there();
  else {
    APART(got + i);
    first = 1000 + first_there();
  }
  got[i] = first;
}

// Each wave sums what it has in shared memory, behind a fence and a barrier of the wave.
KERNEL wave_exchange(int *out, int is_synchronised) {
  __shared__ int cells[32];
  int t = thread_x();
  cells[t] = t * t;
  if (is_synchronised) {
    __builtin_amdgcn_fence(__ATOMIC_ACQ_REL, "wavefront");
    __builtin_amdgcn_wave_barrier();
  }
  out[t] = cells[31 - t];
}

KERNEL implicit_sizes(int *out) {
  if (index() == 0 && thread_y() + block_y() == 0) { out[0] = size_x(); out[1] = grid_x(); out[2] = size_y(); }
}
