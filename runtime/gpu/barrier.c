/* Barriers of a block: of all its threads or of a number of them, reducing, split into arriving and waiting. */
#include "run.h"

static uint32_t base_action(uint32_t action) { return action & (BARRIER_ALIGNED - 1); }

static uint32_t reduced(const barrier *bar) {
  switch (base_action(bar->action)) {
    case BARRIER_AND: return bar->ones == bar->count;
    case BARRIER_OR: return bar->ones > 0;
    case BARRIER_POPC: return bar->ones;
    default: return 0;
  }
}

static void complete(block *b, uint32_t id) {
  barrier *const bar = &b->barriers[id];
  const uint32_t result = reduced(bar);
  if (bar->count == b->live) clocks_reset(b);
  else clocks_join(b, bar->arrived, bar->count);
  bar->phase++;
  bar->count = bar->ones = 0;
  for (uint32_t i = 0; i < run.threads; i++) {
    thread *const t = &b->threads[i];
    if (t->state != THREAD_AT_BARRIER || t->barrier != id) continue;
    t->result = result;
    thread_wakes(t);
  }
}

/* A thread has ended, so fewer are waited for. */
void barriers_check(block *b) {
  for (uint32_t id = 0; id < MAX_BARRIERS; id++) {
    barrier *const bar = &b->barriers[id];
    if (bar->count == 0 || bar->expected != 0) continue;
    if (run.options.strict_exits) {
      fail(TSAD_GPU_DIVERGENT_BARRIER, "%s has ended, and %s waits for it at the barrier at %s",
           name_of(run.current), name_of(bar->arrived[0]), text_of(bar->site));
    }
    if (bar->count >= b->live) complete(b, id);
  }
}

static void check_same(const barrier *bar, uint32_t action, uint32_t count, tsad_gpu_site *site) {
  const thread *const first = bar->arrived[0];
  if (bar->expected != count) {
    fail(TSAD_GPU_BAD_BARRIER, "%s waits for %u threads at %s, and %s for %u at %s (0: all)",
         name_of(run.current), count, text_of(site), name_of(first), bar->expected,
         text_of(bar->site));
  }
  if (base_action(bar->action) >= BARRIER_AND && base_action(action) != base_action(bar->action)) {
    fail(TSAD_GPU_BAD_BARRIER, "one barrier reduces in two ways, at %s and at %s", text_of(site),
         text_of(bar->site));
  }
  if (count != 0 || (bar->action & action & BARRIER_ALIGNED) == 0) return;
  if (bar->site == site && same_calls(run.current, first)) return;
  fail(TSAD_GPU_DIVERGENT_BARRIER, "divergent barrier: %s is at %s; %s is at %s",
       name_of(run.current), way_to(run.current, site), name_of(first), way_to(first, bar->site));
}

static bool has_arrived(const barrier *bar, const thread *t) {
  for (uint32_t i = 0; i < bar->count; i++) {
    if (bar->arrived[i] == t) return true;
  }
  return false;
}

static void arrive(uint32_t id, uint32_t action, uint32_t count, tsad_gpu_site *site) {
  thread *const t = run.current;
  barrier *const bar = &t->block->barriers[id];
  if (count > run.threads) {
    fail(TSAD_GPU_BAD_BARRIER, "the barrier at %s waits for %u threads; the block has %u",
         text_of(site), count, run.threads);
  }
  if (bar->count == 0) {
    bar->expected = count;
    bar->action = action;
    bar->site = site;
  } else {
    check_same(bar, action, count, site);
    if (has_arrived(bar, t)) {
      fail(TSAD_GPU_BAD_BARRIER, "%s arrives a second time at the barrier at %s", name_of(t),
           text_of(site));
    }
  }
  if (base_action(action) >= BARRIER_AND) bar->action = action;
  bar->arrived[bar->count++] = t;
}

static void wait_for(uint32_t id, uint32_t phase, tsad_gpu_site *site) {
  thread *const t = run.current;
  if (t->block->barriers[id].phase != phase) return;
  t->barrier = id;
  thread_waits(THREAD_AT_BARRIER, site);
}

uint32_t tsad_gpu_barrier(uint32_t action, uint32_t id, uint32_t count, uint32_t predicate,
                          tsad_gpu_site *site) {
  thread *const t = run.current;
  if (id >= MAX_BARRIERS) {
    fail(TSAD_GPU_BAD_BARRIER, "there is no barrier %u, which %s is about", id, text_of(site));
  }
  barrier *const bar = &t->block->barriers[id];
  if (base_action(action) == BARRIER_WAIT) {
    wait_for(id, t->phase[id], site);
    return 0;
  }
  if (run.options.strict_exits && count == 0 && t->block->live < run.threads) {
    fail(TSAD_GPU_DIVERGENT_BARRIER, "%s waits at %s, and a thread of its block has ended",
         name_of(t), text_of(site));
  }
  arrive(id, action, count, site);
  if (predicate != 0) bar->ones++;
  const uint32_t phase = bar->phase;
  t->phase[id] = phase;
  const uint32_t expected = count == 0 ? t->block->live : count;
  if (bar->count >= expected) {
    const uint32_t result = reduced(bar);
    complete(t->block, id);
    return result;
  }
  if (base_action(action) == BARRIER_ARRIVE) return 0;
  wait_for(id, phase, site);
  return (uint32_t)t->result;
}
