/* A launch: blocks take turns in a few places, and of all threads that can run a random one runs until it waits or is interrupted. */
#include <stdlib.h>
#include <string.h>

#include "run.h"

launch run;

uint64_t next_random(void) {
  run.random ^= run.random << 13;
  run.random ^= run.random >> 7;
  run.random ^= run.random << 17;
  return run.random * 0x2545f4914f6cdd1dull >> 16;
}

static void make_ready(thread *t) {
  t->state = THREAD_READY;
  t->ready_index = run.ready_count;
  run.ready[run.ready_count++] = t;
  t->warp->ready++;
}

static void make_unready(thread *t, thread_state state) {
  t->state = state;
  thread *const last = run.ready[--run.ready_count];
  run.ready[t->ready_index] = last;
  last->ready_index = t->ready_index;
  t->warp->ready--;
}

static void to_scheduler(thread *t) { fiber_switch(&t->fiber, &run.scheduler); }

void give_turn(void) { to_scheduler(run.current); }

/* The running thread sleeps, unless what it waits for is there with it. */
void thread_waits(thread_state state, tsad_gpu_site *site) {
  thread *const t = run.current;
  t->at = site;
  make_unready(t, state);
  warp_check(t->warp);
  if (t->state == state) to_scheduler(t);
  else if (next_random() % 2 == 0) to_scheduler(t);
}

void thread_wakes(thread *t) { make_ready(t); }

static void thread_main(void) {
  run.kernel->run(run.args);
  thread *const t = run.current;
  make_unready(t, THREAD_DONE);
  block *const b = t->block;
  b->live--;
  warp_check(t->warp);
  barriers_check(b);
  to_scheduler(t);
}

static void put(uint8_t *at, size_t offset, const void *value, size_t size) {
  memcpy(at + offset, value, size);
}

/* The AQL dispatch packet, and the implicit arguments of code object version 5. */
static void fill_packets(block *b) {
  const uint32_t size[3] = {run.size.x, run.size.y, run.size.z};
  const uint32_t grid[3] = {run.grid.x, run.grid.y, run.grid.z};
  const uint16_t axes = run.grid.z * run.size.z > 1 ? 3 : run.grid.y * run.size.y > 1 ? 2 : 1;
  for (size_t axis = 0; axis < 3; axis++) {
    const uint16_t threads = (uint16_t)size[axis];
    const uint32_t whole = grid[axis] * size[axis];
    put(b->dispatch, 4 + 2 * axis, &threads, sizeof threads);
    put(b->dispatch, 12 + 4 * axis, &whole, sizeof whole);
    put(b->implicit, 4 * axis, &grid[axis], sizeof grid[axis]);
    put(b->implicit, 12 + 2 * axis, &threads, sizeof threads);
  }
  put(b->dispatch, 2, &axes, sizeof axes);
  put(b->dispatch, 28, &run.shared_size, sizeof run.shared_size);
  put(b->implicit, 64, &axes, sizeof axes);
  put(b->implicit, 120, &run.dynamic_size, sizeof run.dynamic_size);
}

static void start_thread(block *b, uint32_t slot, uint32_t index) {
  thread *const t = &b->threads[index];
  char *const end = run.stacks + (slot * (size_t)run.threads + index + 1) * run.stack_stride;
  char *const stack = end - run.options.stack_size;
  t->block = b;
  t->warp = &b->warps[index / run.warp_size];
  t->index = index;
  t->lane = index % run.warp_size;
  t->number = b->number * run.threads + index + 1;
  t->depth = 0;
  t->at = NULL;
  memset(t->phase, 0, sizeof t->phase);
  memset(t->clock, 0, run.threads * sizeof *t->clock);
  t->clock[index] = 1;
  t->warp->lanes[t->lane] = t;
  fiber_start(&t->fiber, stack, run.options.stack_size, thread_main);
  make_ready(t);
}

/* The slot's next block; its shared memory is full of NaN. */
static void start_block(uint32_t slot) {
  block *const b = &run.blocks[slot];
  const uint64_t number = run.next_block++;
  b->number = (uint32_t)number;
  b->id = (tsad_gpu_dim3){(uint32_t)(number % run.grid.x), (uint32_t)(number / run.grid.x % run.grid.y),
                          (uint32_t)(number / run.grid.x / run.grid.y)};
  b->live = run.threads;
  b->epoch = 1;
  b->clocks_used = b->clocks_wide = false;
  memset(b->shared, 0xff, run.shared_size);
  memset(b->written, 0, run.shared_stride / 8);
  memset(b->barriers, 0, MAX_BARRIERS * sizeof *b->barriers);
  if (run.options.detect_races) shadow_forget(b->shared, run.shared_stride);
  fill_packets(b);
  for (uint32_t i = 0; i < run.warps; i++) {
    const uint32_t first = i * run.warp_size;
    const uint32_t left = run.threads - first;
    b->warps[i] = (warp){.first = first, .count = left < run.warp_size ? left : run.warp_size};
  }
  for (uint32_t i = 0; i < run.threads; i++) start_thread(b, slot, i);
}

static void fail_deadlock(void) {
  char told[900] = "";
  size_t length = 0;
  for (uint32_t slot = 0; slot < run.options.resident_blocks && length < 400; slot++) {
    for (uint32_t i = 0; i < run.threads && length < 400; i++) {
      const thread *const t = &run.blocks[slot].threads[i];
      if (run.blocks[slot].live == 0 || t->state == THREAD_DONE) continue;
      if (i > 0 && t[-1].state == t->state && t[-1].at == t->at) continue;
      length += (size_t)snprintf(told + length, sizeof told - length, "%s%s waits at %s (%s)",
                                 length == 0 ? "" : "; ", name_of(t), way_to(t, t->at),
                                 t->state == THREAD_AT_WARP ? "for its warp" : "for its block");
    }
  }
  fail(TSAD_GPU_DEADLOCK, "deadlock: %s", told);
}

static void run_turns(void) {
  while (run.result.status == TSAD_GPU_OK) {
    for (uint32_t slot = 0; slot < run.options.resident_blocks; slot++) {
      if (run.blocks[slot].live == 0 && run.next_block < run.block_count) start_block(slot);
    }
    if (run.ready_count == 0) break;
    if (run.options.turn_limit != 0 && ++run.turns > run.options.turn_limit) {
      fail(TSAD_GPU_TURN_LIMIT, "after %llu turns some threads still run",
           (unsigned long long)run.options.turn_limit);
      break;
    }
    run.current = run.ready[next_random() % run.ready_count];
    fiber_switch(&run.scheduler, &run.current->fiber);
    run.current = NULL;
  }
  if (run.result.status != TSAD_GPU_OK) return;
  for (uint32_t slot = 0; slot < run.options.resident_blocks; slot++) {
    if (run.blocks[slot].live > 0) {
      fail_deadlock();
      return;
    }
  }
}

void run_launch(void) {
  run.random = run.options.seed * 0x9e3779b97f4a7c15ull | 1;
  for (int i = 0; i < 8; i++) next_random();
  run_turns();
  run.current = NULL;
}
