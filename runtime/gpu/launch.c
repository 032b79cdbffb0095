/* Checks what a launch asks for, gives it memory, runs it and takes the memory back. */
#include <stdlib.h>
#include <string.h>

#include "run.h"

void run_launch(void);

enum { PAGE = 4096, DEFAULT_STACK = 1 << 18 };

tsad_gpu_options tsad_gpu_defaults(void) {
  return (tsad_gpu_options){.seed = 1,
                            .resident_blocks = 2,
                            .interrupt_every = 16,
                            .stack_size = DEFAULT_STACK,
                            .detect_races = 1};
}

static tsad_gpu_dim3 whole(tsad_gpu_dim3 d) {
  return (tsad_gpu_dim3){d.x == 0 ? 1 : d.x, d.y == 0 ? 1 : d.y, d.z == 0 ? 1 : d.z};
}

static uint64_t product(tsad_gpu_dim3 d) { return (uint64_t)d.x * d.y * d.z; }

static uint32_t rounded(uint64_t size, uint32_t to) { return (uint32_t)((size + to - 1) / to * to); }

/* What cannot be run; NULL when all is well. */
static const char *fault(size_t dynamic) {
  if (product(run.size) > MAX_BLOCK_THREADS) return "a block has at most 1024 threads";
  if (product(run.grid) * product(run.size) > 0xfffffff0u) return "a grid has less than 2^32 threads";
  if (run.warp_size != 32 && run.warp_size != 64) return "warps have 32 or 64 threads";
  if (dynamic > 1u << 24) return "a block has at most 16 MiB of dynamic shared memory";
  if (run.options.resident_blocks == 0) return "at least one block has to run";
  if (run.options.stack_size < 1 << 14) return "a stack has at least 16 KiB";
  return NULL;
}

static void set_sizes(size_t dynamic) {
  run.threads = (uint32_t)product(run.size);
  run.warps = (run.threads + run.warp_size - 1) / run.warp_size;
  run.block_count = product(run.grid);
  if (run.options.resident_blocks > run.block_count) {
    run.options.resident_blocks = (uint32_t)run.block_count;
  }
  run.options.stack_size = rounded(run.options.stack_size, PAGE);
  /* A page below each stack, where an overflow ends the program. */
  run.stack_stride = run.options.stack_size + PAGE;
  run.dynamic_size = (uint32_t)dynamic;
  run.shared_size = run.kernel->shared_size + (uint32_t)dynamic;
  /* A page more, so that an access behind the end still lies in the block's memory, and is refused. */
  run.shared_stride = rounded((uint64_t)run.shared_size + PAGE, PAGE);
  run.stacks_size = run.stack_stride * run.threads * run.options.resident_blocks;
}

static bool allocate_block(block *b, uint32_t slot) {
  b->shared = run.shared + (size_t)slot * run.shared_stride;
  b->threads = calloc(run.threads, sizeof *b->threads);
  b->warps = calloc(run.warps, sizeof *b->warps);
  b->barriers = calloc(MAX_BARRIERS, sizeof *b->barriers);
  b->written = calloc(run.shared_stride / 8, 1);
  uint32_t *const clocks = calloc((size_t)run.threads * run.threads, sizeof *clocks);
  if (b->threads == NULL || b->warps == NULL || b->barriers == NULL || b->written == NULL ||
      clocks == NULL) {
    free(clocks);
    return false;
  }
  for (uint32_t i = 0; i < run.threads; i++) b->threads[i].clock = clocks + (size_t)i * run.threads;
  return true;
}

static bool allocate(void) {
  run.stacks = low_memory(run.stacks_size);
  run.shared = low_memory((size_t)run.shared_stride * run.options.resident_blocks);
  run.blocks = calloc(run.options.resident_blocks, sizeof *run.blocks);
  run.ready = calloc((size_t)run.threads * run.options.resident_blocks, sizeof(thread *));
  if (run.stacks == NULL || run.shared == NULL || run.blocks == NULL || run.ready == NULL) return false;
  for (size_t at = 0; at < run.stacks_size; at += run.stack_stride) forbid(run.stacks + at, PAGE);
  for (uint32_t slot = 0; slot < run.options.resident_blocks; slot++) {
    if (!allocate_block(&run.blocks[slot], slot)) return false;
  }
  return true;
}

static void free_block(block *b) {
  if (b->threads != NULL) {
    free(b->threads[0].clock);
    for (uint32_t i = 0; i < run.threads; i++) fiber_free(&b->threads[i].fiber);
  }
  free(b->threads);
  free(b->warps);
  free(b->barriers);
  free(b->written);
}

static void free_all(void) {
  for (uint32_t slot = 0; run.blocks != NULL && slot < run.options.resident_blocks; slot++) {
    free_block(&run.blocks[slot]);
  }
  fiber_free(&run.scheduler);
  free_low_memory(run.stacks, run.stacks_size);
  free_low_memory(run.shared, (size_t)run.shared_stride * run.options.resident_blocks);
  free(run.blocks);
  free(run.ready);
  shadow_start();
}

static void take_counts(tsad_gpu_counts *into) { memcpy(into, run.kernel->counts, sizeof *into); }

static void launch_blocks(size_t dynamic) {
  const char *const wrong = fault(dynamic);
  if (wrong != NULL) {
    fail(TSAD_GPU_BAD_LAUNCH, "%s", wrong);
    return;
  }
  set_sizes(dynamic);
  report_start();
  shadow_start();
  memset(run.kernel->counts, 0, sizeof run.result.counts);
  if (allocate()) run_launch();
  else fail(TSAD_GPU_BAD_LAUNCH, "there is not enough memory for %u threads", run.threads);
  take_counts(&run.result.counts);
  free_all();
}

tsad_gpu_status tsad_gpu_launch(const tsad_gpu_kernel *kernel, tsad_gpu_dim3 grid, tsad_gpu_dim3 block,
                                size_t dynamic_shared, void **args, const tsad_gpu_options *options,
                                tsad_gpu_result *result) {
  memset(&run, 0, sizeof run);
  run.kernel = kernel;
  run.options = options == NULL ? tsad_gpu_defaults() : *options;
  run.grid = whole(grid);
  run.size = whole(block);
  run.args = args;
  run.warp_size = run.options.warp_size == 0 ? kernel->warp_size : run.options.warp_size;
  launch_blocks(dynamic_shared);
  if (result != NULL) *result = run.result;
  return run.result.status;
}
