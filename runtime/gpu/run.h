/* What the files of the runtime share: the launch, its blocks, warps and threads. One system thread runs them all. */
#ifndef TSAD_GPU_RUNTIME_H
#define TSAD_GPU_RUNTIME_H

#include <stdbool.h>

#include "abi.h"

enum { MAX_WARP = 64, MAX_BARRIERS = 32, MAX_CALLS = 48, MAX_BLOCK_THREADS = 1024 };

/* TSAD_GPU_CONTEXTS asks for the C library's contexts where there would be code of this runtime's own. */
#if defined(__x86_64__) && !defined(TSAD_GPU_CONTEXTS)
#define TSAD_GPU_OWN_SWITCH 1
#endif

/* A stack that can be left and entered again. */
typedef struct fiber {
  void *stack_pointer;
  char *stack;
#ifndef TSAD_GPU_OWN_SWITCH
  void *context;
#endif
} fiber;

typedef enum thread_state { THREAD_READY, THREAD_AT_WARP, THREAD_AT_BARRIER, THREAD_DONE } thread_state;

/* What a lane brings to an operation of its warp. */
typedef struct warp_call {
  uint32_t operation;
  uint32_t a, b;
  uint64_t mask, value, other;
} warp_call;

typedef struct block block;
typedef struct warp warp;

typedef struct thread {
  fiber fiber;
  block *block;
  warp *warp;
  uint32_t index, lane;
  /* Number in the grid, from 1. */
  uint32_t number;
  thread_state state;
  /* Its place in the list of threads that can run. */
  uint32_t ready_index;
  tsad_gpu_site *at;
  warp_call call;
  uint64_t result;
  uint32_t barrier;
  /* For each barrier the phase that a split wait is for. */
  uint32_t phase[MAX_BARRIERS];
  tsad_gpu_site *calls[MAX_CALLS];
  uint32_t depth;
  /* How many releases of each thread of the block this one knows of; its own releases at its own index. */
  uint32_t *clock;
} thread;

struct warp {
  thread *lanes[MAX_WARP];
  uint32_t first, count;
  uint32_t ready;
};

typedef struct barrier {
  thread *arrived[MAX_BLOCK_THREADS];
  uint32_t count, expected;
  uint32_t phase;
  uint32_t action;
  uint32_t ones;
  tsad_gpu_site *site;
} barrier;

/* One of the blocks that take turns; reused for the next block of the grid. */
struct block {
  tsad_gpu_dim3 id;
  uint32_t number;
  thread *threads;
  warp *warps;
  barrier *barriers;
  uint32_t live;
  /* Barriers of the whole block so far. */
  uint32_t epoch;
  /* Clocks say something of other threads of the warp, or of threads of other warps. */
  bool clocks_used, clocks_wide;
  char *shared;
  /* One bit a byte. */
  uint8_t *written;
  /* The packet that AMD's kernels read sizes from, and what they get beside their arguments. */
  uint8_t dispatch[64], implicit[256];
};

/* The launch that is going on. */
typedef struct launch {
  const tsad_gpu_kernel *kernel;
  tsad_gpu_options options;
  tsad_gpu_dim3 grid, size;
  uint32_t threads, warps, warp_size;
  uint32_t shared_size, dynamic_size, shared_stride;
  void **args;
  block *blocks;
  uint64_t next_block, block_count;
  thread **ready;
  uint32_t ready_count;
  uint64_t random;
  uint64_t turns;
  fiber scheduler;
  thread *current;
  char *stacks, *shared;
  size_t stacks_size, stack_stride;
  tsad_gpu_result result;
} launch;

extern launch run;

/* memory.c: address space below 4 GiB, where 32-bit pointers reach. */
char *low_memory(size_t size);
void free_low_memory(char *memory, size_t size);
/* Nothing may be accessed there from now on. */
void forbid(char *memory, size_t size);

/* fiber.c */
void fiber_start(fiber *made, char *stack, size_t size, void (*entry)(void));
void fiber_switch(fiber *from, fiber *to);
void fiber_free(fiber *gone);

/* schedule.c */
uint64_t next_random(void);
/* Lets another thread run; comes back when this one is ready and chosen. */
void give_turn(void);
void thread_waits(thread_state state, tsad_gpu_site *site);
void thread_wakes(thread *t);

/* warp.c, lanes.c */
void warp_check(warp *w);
uint64_t lane_result(const warp_call *calls, uint64_t active, uint32_t lane, uint32_t width);

/* barrier.c */
void barriers_check(block *b);

/* clock.c: what is ordered before what within a block. */
void clocks_join(block *b, thread *const *threads, uint32_t count);
void clocks_reset(block *b);

/* shadow.c */
void shadow_start(void);
void shadow_forget(const char *from, size_t size);
void shadow_access(uintptr_t address, uint64_t size, uint32_t kind, tsad_gpu_site *site);

/* report.c */
void report_start(void);
uint32_t site_number(tsad_gpu_site *site);
tsad_gpu_site *site_of(uint32_t number);
/* Ends the launch with the first error; does not return when a thread is running. */
void fail(tsad_gpu_status status, const char *format, ...) __attribute__((format(printf, 2, 3)));
void report_race(uint32_t other_thread, uint32_t other_place, bool other_writes, bool other_atomic,
                 uintptr_t address, uint32_t kind, tsad_gpu_site *site);
void report_uninitialised(const char *variable, uint32_t offset, tsad_gpu_site *site);
/* "thread (1,0,0) of block (0,0,0)", in one of a few buffers that are used in turn. */
const char *name_of(const thread *t);
const char *text_of(const tsad_gpu_site *site);
/* The place and the calls through which the thread came there; in one of a few buffers, as above. */
const char *way_to(const thread *t, const tsad_gpu_site *site);
/* Did both come through the same calls? */
bool same_calls(const thread *a, const thread *b);
/* The shared variable at the offset and how far into it that is; NULL when there is none. */
const tsad_gpu_shared *shared_variable(uint32_t offset);

#endif
