/*
 * Operations of a warp are meetings: each lane leaves what it brings and sleeps until all that take part are there. A mask says
 * who takes part; or those that are at one place do, once no lane of the warp can run on, those that are behind first, which
 * is how lanes that parted come together again.
 */
#include "run.h"

static uint32_t base_operation(uint32_t operation) { return operation & (WARP_CONVERGED - 1); }

/* Orders places of execution as the program reaches them: by the calls that led there, outermost first, and then the place. */
static int compare_places(const thread *a, const thread *b) {
  for (uint32_t i = 0; i <= a->depth && i <= b->depth; i++) {
    const tsad_gpu_site *const left = i < a->depth ? a->calls[i] : a->at;
    const tsad_gpu_site *const right = i < b->depth ? b->calls[i] : b->at;
    if (left != right) return left->order < right->order ? -1 : 1;
  }
  return (int)a->depth - (int)b->depth;
}

static void execute(warp *w, uint64_t members) {
  warp_call calls[MAX_WARP];
  thread *there[MAX_WARP];
  uint32_t count = 0;
  for (uint32_t lane = 0; lane < w->count; lane++) {
    if ((members >> lane & 1) == 0) continue;
    there[count++] = w->lanes[lane];
    calls[lane] = w->lanes[lane]->call;
  }
  for (uint32_t i = 0; i < count; i++) {
    there[i]->result = lane_result(calls, members, there[i]->lane, run.warp_size);
  }
  if (base_operation(there[0]->call.operation) == WARP_SYNC) {
    clocks_join(there[0]->block, there, count);
  }
  for (uint32_t i = 0; i < count; i++) thread_wakes(there[i]);
}

static bool waits(const thread *t) { return t->state == THREAD_AT_WARP; }

static bool is_converged(const thread *t) { return (t->call.operation & WARP_CONVERGED) != 0; }

/* No lane can run: those that are furthest behind go on. */
static void execute_converged(warp *w) {
  thread *first = NULL;
  for (uint32_t lane = 0; lane < w->count; lane++) {
    thread *const t = w->lanes[lane];
    if (!waits(t) || !is_converged(t)) continue;
    if (first == NULL || compare_places(t, first) < 0) first = t;
  }
  if (first == NULL) return;
  uint64_t members = 0;
  for (uint32_t lane = 0; lane < w->count; lane++) {
    thread *const t = w->lanes[lane];
    if (waits(t) && is_converged(t) && compare_places(t, first) == 0) members |= 1ull << lane;
  }
  execute(w, members);
}

/* Do the two, of which one names the other, bring the same operation? */
static void check_match(const thread *t, const thread *other) {
  if (t->call.operation == other->call.operation && t->call.mask == other->call.mask) return;
  fail(TSAD_GPU_BAD_WARP_OPERATION,
       "lanes of one warp are at different operations or masks: %s with mask %#llx at %s, %s with "
       "mask %#llx at %s",
       name_of(t), (unsigned long long)t->call.mask, text_of(t->at), name_of(other),
       (unsigned long long)other->call.mask, text_of(other->at));
}

/* All that the mask names, as far as they have not ended; 0 while some are not there. */
static uint64_t present(const warp *w, const thread *t) {
  uint64_t members = 0;
  for (uint32_t lane = 0; lane < w->count; lane++) {
    const thread *const other = w->lanes[lane];
    if ((t->call.mask >> lane & 1) == 0 || other->state == THREAD_DONE) continue;
    if (!waits(other) || is_converged(other)) return 0;
    check_match(t, other);
    members |= 1ull << lane;
  }
  return members;
}

/* Lets go on who can: a lane has come, or ended, or no lane can run. */
void warp_check(warp *w) {
  for (uint32_t lane = 0; lane < w->count; lane++) {
    const thread *const t = w->lanes[lane];
    if (!waits(t) || is_converged(t)) continue;
    const uint64_t members = present(w, t);
    if (members != 0) execute(w, members);
  }
  if (w->ready == 0) execute_converged(w);
}

uint64_t tsad_gpu_warp(uint32_t operation, uint64_t mask, uint64_t value, uint64_t other, uint32_t a,
                       uint32_t b, tsad_gpu_site *site) {
  thread *const t = run.current;
  t->call = (warp_call){operation, a, b, mask, value, other};
  if (!is_converged(t) && (mask >> t->lane & 1) == 0) {
    fail(TSAD_GPU_BAD_WARP_OPERATION, "%s is lane %u, which the mask %#llx at %s does not name",
         name_of(t), t->lane, (unsigned long long)mask, text_of(site));
  }
  thread_waits(THREAD_AT_WARP, site);
  return t->result;
}
