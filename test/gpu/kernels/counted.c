/* Prints what is counted: with once and four times the threads, and once and four times the work of each. */
#include "drive.h"

TSAD_GPU_KERNEL(counted);

static void count(unsigned blocks, int n) {
  static float x[64 * 16 * 8], y[64 * 8], sum;
  float *px = x, *py = y, *ps = &sum;
  how = tsad_gpu_defaults();
  launch(&TSAD_GPU_NAME(counted), (tsad_gpu_dim3){.x = blocks}, (tsad_gpu_dim3){.x = 64}, 0,
         (void *[]){&px, &py, &ps, &n});
  const tsad_gpu_counts c = last_counts;
  printf("%llu %llu %llu %llu %llu %llu %llu %llu\n", (unsigned long long)c.instructions, (unsigned long long)c.loads,
         (unsigned long long)c.stores, (unsigned long long)c.atomics, (unsigned long long)c.barriers,
         (unsigned long long)c.warp_operations, (unsigned long long)c.float_operations, (unsigned long long)c.calls);
}

int main(void) {
  count(1, 4);
  count(4, 4);
  count(1, 16);
  count(1, 8);
  return total.status;
}
