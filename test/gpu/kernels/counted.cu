// Of which it is plain how much each thread executes.
#include "gpu.h"

KERNEL counted(const float *x, float *y, float *sum, int n) {
  int i = block_x() * size_x() + thread_x();
  float v = 0;
#pragma clang loop unroll(disable) vectorize(disable)
  for (int k = 0; k < n; k++) v = v * 0.5f + x[i * n + k];
  barrier();
  y[i] = v;
  add_atomically(sum, v);
}
