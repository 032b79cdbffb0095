// Numbers that go from lane to lane: CUDA only. All 32 lanes of each warp are there.
#include "gpu.h"

#define SHUFFLE(mode, value, by, segments) __nvvm_shfl_sync_##mode##_f32(0xffffffff, value, by, segments)

enum { warp = 32 };

// The sum over a warp, which lane 0 has.
KERNEL reduce(const float *__restrict__ x, float *__restrict__ y, int n) {
  const int i = block_x() * size_x() + thread_x();
  float sum = i < n ? x[i] * x[i] : 0;
  for (int step = warp / 2; step > 0; step /= 2) sum += SHUFFLE(down, sum, step, 0x1f);
  if (thread_x() % warp == 0) y[i / warp] = sum;
}

// All lanes get it, and what one of them has.
KERNEL spread(const float *__restrict__ x, float *__restrict__ y, int n) {
  const int i = block_x() * size_x() + thread_x();
  float sum = i < n ? x[i] * x[i] : 0;
  for (int mask = warp / 2; mask > 0; mask /= 2) sum += SHUFFLE(bfly, sum, mask, 0x1f);
  const float third = SHUFFLE(idx, sum * (i < n ? x[i] : 1), 3, 0x1f);
  if (i < n) y[i] = third * x[i] + sum;
}

// Neighbours at a distance in segments of eight: those at the ends read themselves.
KERNEL segments(const float *__restrict__ x, float *__restrict__ y, int n) {
  const int i = block_x() * size_x() + thread_x();
  const float own = i < n ? x[i] : 1;
  const float before = SHUFFLE(up, own, 3, 0x1800), after = SHUFFLE(down, own * own, 5, 0x181f);
  const float other = SHUFFLE(bfly, own, 6, 0x181f), second = SHUFFLE(idx, own, 10, 0x181f);
  if (i < n) y[i] = before * after + other * second * own;
}
