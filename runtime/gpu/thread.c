/* What a thread asks of itself and its launch: numbers, packets, calls, traps; and atomics that are intrinsics. */
#include <stdlib.h>
#include <string.h>

#include "run.h"

static uint32_t on_axis(tsad_gpu_dim3 d, uint32_t axis) { return axis == 0 ? d.x : axis == 1 ? d.y : d.z; }

static tsad_gpu_dim3 place_in_block(const thread *t) {
  const tsad_gpu_dim3 s = run.size;
  return (tsad_gpu_dim3){t->index % s.x, t->index / s.x % s.y, t->index / s.x / s.y};
}

uint32_t tsad_gpu_id(uint32_t what) {
  const thread *const t = run.current;
  if (what < ID_BLOCK) return on_axis(place_in_block(t), what - ID_THREAD);
  if (what < ID_BLOCK_SIZE) return on_axis(t->block->id, what - ID_BLOCK);
  if (what < ID_GRID_SIZE) return on_axis(run.size, what - ID_BLOCK_SIZE);
  if (what < ID_LANE) return on_axis(run.grid, what - ID_GRID_SIZE);
  const uint32_t own = 1u << (t->lane & 31);
  switch (what) {
    case ID_LANE: return t->lane;
    case ID_WARP: return t->index / run.warp_size;
    case ID_WARP_COUNT: return run.warps;
    case ID_WARP_SIZE: return run.warp_size;
    case ID_SHARED_SIZE: return run.shared_size;
    case ID_DYNAMIC_SHARED_SIZE: return run.dynamic_size;
    case ID_CLOCK: return (uint32_t)next_random();
    case ID_LANES_EQ: return own;
    case ID_LANES_LE: return own | (own - 1);
    case ID_LANES_LT: return own - 1;
    case ID_LANES_GE: return ~(own - 1);
    default: return ~(own | (own - 1));
  }
}

void *tsad_gpu_pointer(uint32_t what) {
  block *const b = run.current->block;
  return what == POINTER_DISPATCH ? b->dispatch : b->implicit;
}

/* AMD, v_mbcnt: how many lanes before this one the mask names, of the lower or the upper 32, and `base`. */
uint32_t tsad_gpu_mbcnt_lo(uint32_t mask, uint32_t base) {
  const uint32_t lane = run.current->lane;
  const uint32_t before = lane >= 32 ? UINT32_MAX : (1u << lane) - 1;
  return base + (uint32_t)__builtin_popcount(mask & before);
}

uint32_t tsad_gpu_mbcnt_hi(uint32_t mask, uint32_t base) {
  const uint32_t lane = run.current->lane;
  const uint32_t before = lane < 32 ? 0 : (1u << (lane - 32)) - 1;
  return base + (uint32_t)__builtin_popcount(mask & before);
}

void tsad_gpu_enter(tsad_gpu_site *site) {
  thread *const t = run.current;
  if (t->depth < MAX_CALLS) t->calls[t->depth++] = site;
  else fail(TSAD_GPU_TRAP, "%s calls functions more than %d deep at %s", name_of(t), MAX_CALLS, text_of(site));
}

void tsad_gpu_leave(void) { run.current->depth--; }

void tsad_gpu_trap(tsad_gpu_site *site) {
  fail(TSAD_GPU_TRAP, "%s stops at %s", name_of(run.current), text_of(site));
}

/* CUDA's assert. */
void __assertfail(const char *message, const char *file, uint32_t line, const char *function, size_t size);
void __assertfail(const char *message, const char *file, uint32_t line, const char *function, size_t size) {
  (void)size;
  fail(TSAD_GPU_TRAP, "%s: assertion %s of %s fails at %s:%u", name_of(run.current), message, function, file,
       line);
}

typedef union number {
  uint32_t u;
  int32_t s;
  float f;
  uint64_t ul;
  int64_t sl;
  double d;
} number;

#define COMBINE(unsigned_, signed_, floating)                                                     \
  switch (operation) {                                                                            \
    case ATOMIC_ADD: made.unsigned_ = old.unsigned_ + by.unsigned_; break;                        \
    case ATOMIC_SUB: made.unsigned_ = old.unsigned_ - by.unsigned_; break;                        \
    case ATOMIC_AND: made.unsigned_ = old.unsigned_ & by.unsigned_; break;                        \
    case ATOMIC_OR: made.unsigned_ = old.unsigned_ | by.unsigned_; break;                         \
    case ATOMIC_XOR: made.unsigned_ = old.unsigned_ ^ by.unsigned_; break;                        \
    case ATOMIC_MAX: made.signed_ = old.signed_ > by.signed_ ? old.signed_ : by.signed_; break;   \
    case ATOMIC_MIN: made.signed_ = old.signed_ < by.signed_ ? old.signed_ : by.signed_; break;   \
    case ATOMIC_UMAX:                                                                             \
      made.unsigned_ = old.unsigned_ > by.unsigned_ ? old.unsigned_ : by.unsigned_;               \
      break;                                                                                      \
    case ATOMIC_UMIN:                                                                             \
      made.unsigned_ = old.unsigned_ < by.unsigned_ ? old.unsigned_ : by.unsigned_;               \
      break;                                                                                      \
    case ATOMIC_INC: made.unsigned_ = old.unsigned_ >= by.unsigned_ ? 0 : old.unsigned_ + 1; break; \
    case ATOMIC_DEC:                                                                              \
      made.unsigned_ =                                                                            \
          old.unsigned_ == 0 || old.unsigned_ > by.unsigned_ ? by.unsigned_ : old.unsigned_ - 1;  \
      break;                                                                                      \
    case ATOMIC_CAS: made.unsigned_ = old.unsigned_ == to.unsigned_ ? by.unsigned_ : old.unsigned_; break; \
    case ATOMIC_FADD: made.floating = old.floating + by.floating; break;                          \
    case ATOMIC_FMIN: made.floating = by.floating < old.floating ? by.floating : old.floating; break; \
    case ATOMIC_FMAX: made.floating = by.floating > old.floating ? by.floating : old.floating; break; \
    default: made = by;                                                                           \
  }

uint64_t tsad_gpu_atomic(uint32_t operation, void *p, uint64_t value, uint64_t compare, uint32_t size,
                         tsad_gpu_site *site) {
  tsad_gpu_access(p, size, ACCESS_READ | ACCESS_WRITE | ACCESS_ATOMIC, site);
  number old = {.ul = 0}, by = {.ul = value}, made = {.ul = 0}, to = {.ul = compare};
  memcpy(&old, p, size);
  if (size == 8) {
    COMBINE(ul, sl, d)
  } else {
    COMBINE(u, s, f)
  }
  memcpy(p, &made, size);
  return old.ul;
}
