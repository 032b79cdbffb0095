/* J. R. Maddison, "Step-based checkpointing with high-level algorithmic differentiation", J. Comput. Sci. 82 (2024) 102405: a slot holds
 * either a state or what the reverse of one step needs. */
#include "work.h"
#include <math.h>

static double *row(const tsad_schedule *schedule, int64_t slots) { return schedule->table + slots * (schedule->nsteps + 1); }

/* The best number of steps to go ahead from a state that is stored for it, 0 where recording the first step is as good; and the cost. */
static int64_t best_split(const tsad_schedule *schedule, int64_t slots, int64_t steps, double *cost) {
  const double *after = row(schedule, slots - 1), *before = row(schedule, slots);
  double least = 1 + after[steps - 1];
  int64_t best = 0;
  for (int64_t i = 2; i < steps; i++) {
    double here = (double)i + before[i] + after[steps - i];
    if (here < least) least = here, best = i;
  }
  *cost = least;
  return best;
}

static void fill_row(const tsad_schedule *schedule, int64_t slots) {
  double *costs = row(schedule, slots);
  for (int64_t steps = 0; steps <= schedule->nsteps; steps++) {
    if (steps <= slots + 1) costs[steps] = (double)steps;
    else if (slots == 0) costs[steps] = INFINITY;
    else best_split(schedule, slots, steps, &costs[steps]);
  }
}

/* `next` is the number of slots left. */
static int expand_mixed(tsad_schedule *schedule, struct frame part) {
  int64_t from = part.from, steps = part.to - from, slots = part.next, slot = schedule->options.slots - slots;
  double cost;
  struct frame turn = frame_turn(from);
  if (steps == 1) return tsad_work_push(schedule, &turn, 1);
  int64_t ahead = steps <= slots + 1 ? 0 : best_split(schedule, slots, steps, &cost);
  struct frame after = {PART, 0, from + (ahead == 0 ? 1 : ahead), part.to, -1, slots - 1};
  if (ahead == 0) {
    struct frame frames[] = {{TSAD_RECORD, 0, from, from + 1, slot, 0}, after, {TSAD_UNWIND, 0, from, from + 1, slot, 0}};
    return tsad_work_push(schedule, frames, 3);
  }
  struct frame before = {PART, 0, from, from + ahead, -1, slots};
  struct frame frames[] = {frame_store(from, slot), frame_forward(from, from + ahead), after, frame_restore(from, slot), before};
  return tsad_work_push(schedule, frames, 5);
}

static int check_mixed(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  return tsad_check_slots("mixed", options, nsteps, error, size);
}

static int start_mixed(tsad_schedule *schedule, char *error, size_t size) {
  if (schedule->nsteps == 0) return 0;
  if (schedule->options.slots > schedule->nsteps) schedule->options.slots = schedule->nsteps;
  schedule->table = tsad_table_new(schedule->options.slots + 1, schedule->nsteps + 1);
  if (schedule->table == NULL) return tsad_table_refused("mixed", schedule->nsteps, error, size);
  for (int64_t slots = 0; slots <= schedule->options.slots; slots++) fill_row(schedule, slots);
  struct frame whole = {PART, 0, 0, schedule->nsteps, -1, schedule->options.slots};
  return tsad_work_push(schedule, &whole, 1);
}

const struct schedule_class tsad_class_mixed = {"mixed", false, check_mixed, start_mixed, expand_mixed, NULL};
