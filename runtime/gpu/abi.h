/*
 * What modules made by `tsad gpu-run` and the runtime say to each other. The numbers are also in src/gpu/run/abi.ts; a test
 * compares the two.
 */
#ifndef TSAD_GPU_ABI_H
#define TSAD_GPU_ABI_H

#include "../../include/tsad_gpu_run.h"

/* A place in the program that waits, touches memory or calls. Each is an object of its own; `id` is the runtime's. */
typedef struct tsad_gpu_site {
  const char *text;
  /* Places of one function in the order of its text. */
  uint32_t order;
  uint32_t id;
} tsad_gpu_site;

/* A variable in shared memory; of a dynamic one `size` is 0, and it lies behind all others. */
typedef struct tsad_gpu_shared {
  const char *name;
  uint32_t offset;
  uint32_t size;
} tsad_gpu_shared;

struct tsad_gpu_kernel {
  const char *name;
  /* Loads the arguments and calls the kernel; runs once for each thread. */
  void (*run)(void **args);
  const tsad_gpu_shared *shared;
  uint32_t shared_count;
  /* Bytes of all static variables; the dynamic ones begin here. */
  uint32_t shared_size;
  uint32_t warp_size;
  uint64_t *counts;
};

/* Bits of the kind of an access. */
enum { ACCESS_READ = 1, ACCESS_WRITE = 2, ACCESS_ATOMIC = 4 };

enum {
  ID_THREAD = 0,
  ID_BLOCK = 3,
  ID_BLOCK_SIZE = 6,
  ID_GRID_SIZE = 9,
  ID_LANE = 12,
  ID_WARP = 13,
  ID_WARP_COUNT = 14,
  ID_WARP_SIZE = 15,
  ID_SHARED_SIZE = 16,
  ID_DYNAMIC_SHARED_SIZE = 17,
  ID_CLOCK = 18,
  ID_LANES_EQ = 19,
  ID_LANES_LE = 20,
  ID_LANES_LT = 21,
  ID_LANES_GE = 22,
  ID_LANES_GT = 23
};

enum { POINTER_DISPATCH = 0, POINTER_IMPLICIT = 1 };

enum {
  BARRIER_SYNC = 0,
  BARRIER_ARRIVE = 1,
  BARRIER_WAIT = 2,
  BARRIER_AND = 3,
  BARRIER_OR = 4,
  BARRIER_POPC = 5,
  /* Added when all threads must be at one and the same place. */
  BARRIER_ALIGNED = 16
};

enum {
  WARP_SHUFFLE_IDX = 0,
  WARP_SHUFFLE_UP,
  WARP_SHUFFLE_DOWN,
  WARP_SHUFFLE_BFLY,
  WARP_BALLOT,
  WARP_ALL,
  WARP_ANY,
  WARP_UNI,
  WARP_MATCH_ANY,
  WARP_MATCH_ALL,
  WARP_ACTIVE,
  WARP_SYNC,
  WARP_ADD,
  WARP_MIN,
  WARP_MAX,
  WARP_UMIN,
  WARP_UMAX,
  WARP_AND,
  WARP_OR,
  WARP_XOR,
  WARP_FMIN,
  WARP_FMAX,
  WARP_READ_LANE,
  WARP_READ_FIRST,
  WARP_WRITE_LANE,
  WARP_BPERMUTE,
  WARP_PERMUTE,
  WARP_DPP,
  WARP_SWIZZLE,
  WARP_PERMLANE16,
  WARP_PERMLANEX16,
  WARP_PERMLANE64,
  /* Added where the lanes that are there take part, and not those that a mask names. */
  WARP_CONVERGED = 64
};

enum {
  ATOMIC_ADD = 0,
  ATOMIC_SUB,
  ATOMIC_AND,
  ATOMIC_OR,
  ATOMIC_XOR,
  ATOMIC_XCHG,
  ATOMIC_MAX,
  ATOMIC_MIN,
  ATOMIC_UMAX,
  ATOMIC_UMIN,
  ATOMIC_INC,
  ATOMIC_DEC,
  ATOMIC_CAS,
  ATOMIC_FADD,
  ATOMIC_FMIN,
  ATOMIC_FMAX
};

/* `p` is about to be accessed. */
void tsad_gpu_access(const void *p, uint64_t size, uint32_t kind, tsad_gpu_site *site);
uint32_t tsad_gpu_id(uint32_t what);
void *tsad_gpu_pointer(uint32_t what);
/* Where the shared memory of the running block begins. */
void *tsad_gpu_shared_base(void);
uint32_t tsad_gpu_in_shared(const void *p);
uint32_t tsad_gpu_in_private(const void *p);
/* `count` 0 stands for all threads of the block. Of a reducing barrier the result is that of the predicates. */
uint32_t tsad_gpu_barrier(uint32_t action, uint32_t id, uint32_t count, uint32_t predicate,
                          tsad_gpu_site *site);
/* The result's lower bits are the value; bit 32 is the predicate of a shuffle and of match.all. */
uint64_t tsad_gpu_warp(uint32_t operation, uint64_t mask, uint64_t value, uint64_t other,
                       uint32_t a, uint32_t b, tsad_gpu_site *site);
/* The value that was there. `size` is 4 or 8. */
uint64_t tsad_gpu_atomic(uint32_t operation, void *p, uint64_t value, uint64_t compare,
                         uint32_t size, tsad_gpu_site *site);
/* Around each call of a function that the module defines. */
void tsad_gpu_enter(tsad_gpu_site *site);
void tsad_gpu_leave(void);
void tsad_gpu_trap(tsad_gpu_site *site);

#endif
