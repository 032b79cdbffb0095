/*
 * What is ordered before what within a block. A barrier of the whole block orders all that came before it, and begins a new
 * epoch; within an epoch each thread has a clock of how many releases of every other thread it knows, which warp
 * synchronisation and barriers of a part of the block join.
 */
#include <string.h>

#include "run.h"

static void raise_to(uint32_t *clock, const uint32_t *other, uint32_t first, uint32_t count) {
  for (uint32_t i = first; i < first + count; i++) {
    if (other[i] > clock[i]) clock[i] = other[i];
  }
}

/* All that any of the threads has done is from now on before all that any of them does. */
void clocks_join(block *b, thread *const *threads, uint32_t count) {
  if (!run.options.detect_races || count == 0) return;
  const warp *const home = threads[0]->warp;
  for (uint32_t i = 1; i < count; i++) {
    if (threads[i]->warp != home) b->clocks_wide = true;
  }
  b->clocks_used = true;
  const uint32_t first = b->clocks_wide ? 0 : home->first;
  const uint32_t length = b->clocks_wide ? run.threads : home->count;
  uint32_t joined[MAX_BLOCK_THREADS];
  memcpy(joined + first, threads[0]->clock + first, length * sizeof *joined);
  for (uint32_t i = 1; i < count; i++) raise_to(joined, threads[i]->clock, first, length);
  for (uint32_t i = 0; i < count; i++) {
    thread *const t = threads[i];
    memcpy(t->clock + first, joined + first, length * sizeof *joined);
    t->clock[t->index]++;
  }
}

/* A barrier of the whole block. */
void clocks_reset(block *b) {
  b->epoch++;
  if (!b->clocks_used) return;
  for (uint32_t i = 0; i < run.threads; i++) {
    memset(b->threads[i].clock, 0, run.threads * sizeof(uint32_t));
    b->threads[i].clock[i] = 1;
  }
  b->clocks_used = b->clocks_wide = false;
}
