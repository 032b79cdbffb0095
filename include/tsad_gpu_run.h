/*
 * Runs GPU kernels on the CPU. `tsad gpu-run kernels.ll -o kernels.host.ll` makes a module for the host from one for nvptx or
 * amdgcn; link it with the files of runtime/gpu and with a driver that launches its kernels. See docs/gpu-run.md.
 */
#ifndef TSAD_GPU_RUN_H
#define TSAD_GPU_RUN_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A number for each axis; 0 counts as 1, so that { .x = 8 } is a whole size. */
typedef struct tsad_gpu_dim3 {
  uint32_t x, y, z;
} tsad_gpu_dim3;

/* A kernel of a module that `tsad gpu-run` made. */
typedef struct tsad_gpu_kernel tsad_gpu_kernel;

/* The name of the object that stands for the kernel, and its declaration: TSAD_GPU_KERNEL(saxpy); */
#define TSAD_GPU_NAME(kernel) tsad_gpu_kernel_##kernel
#define TSAD_GPU_KERNEL(kernel) extern const tsad_gpu_kernel TSAD_GPU_NAME(kernel)

/* How to run. Begin with tsad_gpu_defaults(). */
typedef struct tsad_gpu_options {
  /* Decides which thread runs next, and when one is interrupted. Equal seeds give equal runs. */
  uint64_t seed;
  /* Threads in a warp, 32 or 64; 0 takes what the module was compiled for. */
  uint32_t warp_size;
  /* Blocks that take turns; each has its own shared memory and stacks. */
  uint32_t resident_blocks;
  /* A thread is interrupted at one access to memory in so many, on average; 0 never interrupts. */
  uint32_t interrupt_every;
  /* Bytes of stack that each thread has. */
  uint32_t stack_size;
  /* Look for data races, and for reads of shared memory that nobody has written. */
  int detect_races;
  /* A thread that has returned is not waited for at barriers, as on hardware; with this set that is an error. */
  int strict_exits;
  /* Ends a run in which threads wait for each other in loops: so many turns of threads at most; 0 for no limit. */
  uint64_t turn_limit;
  /* Where findings are told, one line each; NULL for standard error. */
  FILE *report;
} tsad_gpu_options;

/* How a launch ended. Anything but TSAD_GPU_OK stopped it. */
typedef enum tsad_gpu_status {
  TSAD_GPU_OK = 0,
  TSAD_GPU_BAD_LAUNCH,
  TSAD_GPU_DEADLOCK,
  TSAD_GPU_DIVERGENT_BARRIER,
  TSAD_GPU_BAD_BARRIER,
  TSAD_GPU_BAD_WARP_OPERATION,
  TSAD_GPU_OUT_OF_BOUNDS,
  TSAD_GPU_PRIVATE_MEMORY,
  TSAD_GPU_TRAP,
  TSAD_GPU_TURN_LIMIT
} tsad_gpu_status;

/* What the threads of a launch executed, counted on the kernel as it was handed to `tsad gpu-run`. */
typedef struct tsad_gpu_counts {
  uint64_t instructions;
  uint64_t loads;
  uint64_t stores;
  uint64_t atomics;
  uint64_t barriers;
  uint64_t warp_operations;
  uint64_t float_operations;
  uint64_t calls;
} tsad_gpu_counts;

/* What came of a launch. */
typedef struct tsad_gpu_result {
  tsad_gpu_status status;
  /* Pairs of places in the program that race, each pair counted once, and how often any of them did. */
  uint64_t races;
  uint64_t conflicts;
  /* Places that read shared memory which nobody had written. */
  uint64_t uninitialised;
  tsad_gpu_counts counts;
  /* The error that stopped the launch, or else the first finding; empty when all was well. */
  char message[1024];
} tsad_gpu_result;

/* Seed 1, the module's warp size, two blocks that take turns, everything looked for. */
tsad_gpu_options tsad_gpu_defaults(void);

/*
 * Runs the kernel for every block of the grid and returns when all have ended, or at the first error. `args` holds the address
 * of each argument, as for cudaLaunchKernel. `options` may be NULL for the defaults, and `result` when only the status matters.
 */
tsad_gpu_status tsad_gpu_launch(const tsad_gpu_kernel *kernel, tsad_gpu_dim3 grid,
                                tsad_gpu_dim3 block, size_t dynamic_shared, void **args,
                                const tsad_gpu_options *options, tsad_gpu_result *result);

#ifdef __cplusplus
}
#endif
#endif
