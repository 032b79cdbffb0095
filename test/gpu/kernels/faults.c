/* Launches each kernel of faults.cu and prints what the runtime says. */
#include "drive.h"

#define EACH(f)                                                                                        \
  f(plain_histogram) f(mixed_sum) f(dropped_barrier) f(two_blocks) f(divergent_barrier) f(early_return) \
  f(beyond_static) f(beyond_dynamic) f(unwritten) f(private_atomic) f(anothers_private) f(endless) f(stops)
#define DECLARE(name) TSAD_GPU_KERNEL(name);
EACH(DECLARE)

static tsad_gpu_options options;

static void tell(const char *name, const tsad_gpu_kernel *kernel, unsigned blocks, unsigned threads, size_t shared,
                 void **args) {
  tsad_gpu_result result;
  tsad_gpu_launch(kernel, (tsad_gpu_dim3){.x = blocks}, (tsad_gpu_dim3){.x = threads}, shared, args, &options, &result);
  printf("%s|%d|%llu|%llu|%s\n", name, result.status, (unsigned long long)result.races,
         (unsigned long long)result.uninitialised, result.message);
}

int main(void) {
  static double doubles[128], sum[1];
  static float floats[128], total[1];
  static unsigned bins[16];
  static unsigned char bytes[128];
  static int ints[1024];
  void *pdoubles = doubles, *psum = sum, *pfloats = floats, *ptotal = total, *pbins = bins, *pbytes = bytes, *pints = ints;
  int n = 40;
  options = tsad_gpu_defaults();
  options.report = fopen("/dev/null", "w");
  if (options.report == NULL) return 1;
  tell("plain_histogram", &TSAD_GPU_NAME(plain_histogram), 1, 64, 0, (void *[]){&pbytes, &pbins});
  tell("mixed_sum", &TSAD_GPU_NAME(mixed_sum), 1, 64, 0, (void *[]){&pfloats, &ptotal});
  tell("dropped_barrier", &TSAD_GPU_NAME(dropped_barrier), 1, 128, 0, (void *[]){&pdoubles, &psum});
  tell("two_blocks", &TSAD_GPU_NAME(two_blocks), 2, 1, 0, (void *[]){&psum});
  tell("divergent_barrier", &TSAD_GPU_NAME(divergent_barrier), 1, 32, 0, (void *[]){&pints});
  tell("early_return", &TSAD_GPU_NAME(early_return), 1, 64, 0, (void *[]){&pints, &n});
  options.strict_exits = 1;
  tell("strict early_return", &TSAD_GPU_NAME(early_return), 1, 64, 0, (void *[]){&pints, &n});
  options.strict_exits = 0;
  tell("beyond_static", &TSAD_GPU_NAME(beyond_static), 1, 9, 0, (void *[]){&pints});
  tell("beyond_dynamic", &TSAD_GPU_NAME(beyond_dynamic), 1, 64, 63 * sizeof(int), (void *[]){&pints});
  tell("enough dynamic", &TSAD_GPU_NAME(beyond_dynamic), 1, 64, 64 * sizeof(int), (void *[]){&pints});
  tell("unwritten", &TSAD_GPU_NAME(unwritten), 1, 64, 0, (void *[]){&pints});
  tell("private_atomic", &TSAD_GPU_NAME(private_atomic), 1, 1, 0, (void *[]){&pfloats});
  tell("anothers_private", &TSAD_GPU_NAME(anothers_private), 1, 4, 0, (void *[]){&pints});
  memset(ints, 0, sizeof ints);
  tell("stops", &TSAD_GPU_NAME(stops), 1, 2, 0, (void *[]){&pints});
  options.turn_limit = 10000;
  tell("endless", &TSAD_GPU_NAME(endless), 1, 1, 0, (void *[]){&pints});
  options.turn_limit = 0;
  tell("many threads", &TSAD_GPU_NAME(stops), 1, 1025, 0, (void *[]){&pints});
  options.warp_size = 16;
  tell("small warp", &TSAD_GPU_NAME(stops), 1, 2, 0, (void *[]){&pints});
  return 0;
}
