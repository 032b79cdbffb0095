/* J. Herrmann and G. Pallez, "H-Revolve: a framework for adjoint computation on synchronous hierarchical platforms", ACM TOMS 46 (2020)
 * 12: K levels of storage, each with slots and with costs of writing and reading. Costs are in steps forward. */
#include "work.h"
#include <math.h>
#include <stdlib.h>

/* The table has, for each level and number of slots left in it, the cost by length: of a part whose state is fresh, then of one whose
 * state is stored at this level (that slot is among those left). */
static double *row(const tsad_schedule *schedule, int32_t level, int64_t slots, bool stored) {
  int64_t before = 0;
  for (int32_t k = 0; k < level; k++) before += schedule->options.level_slots[k] + 1;
  return schedule->table + (2 * (before + slots) + stored) * (schedule->nsteps + 1);
}

/* The cost without this level. */
static double below(const tsad_schedule *schedule, int32_t level, int64_t steps) {
  return level == 0 ? INFINITY : row(schedule, level - 1, schedule->options.level_slots[level - 1], false)[steps];
}

/* The best number of steps to go ahead from a stored state, and its cost. */
static int64_t best_split(const tsad_schedule *schedule, int32_t level, int64_t slots, int64_t steps, double *cost) {
  const double *after = row(schedule, level, slots - 1, false), *before = row(schedule, level, slots, true);
  double read = schedule->options.read_cost[level], least = INFINITY;
  int64_t best = 1;
  for (int64_t j = 1; j < steps; j++) {
    double here = (double)j + after[steps - j] + read + before[j];
    if (here < least) least = here, best = j;
  }
  *cost = least;
  return best;
}

static void fill_row(const tsad_schedule *schedule, int32_t level, int64_t slots) {
  double *fresh = row(schedule, level, slots, false), *stored = row(schedule, level, slots, true);
  for (int64_t steps = 0; steps <= schedule->nsteps; steps++) {
    double without = steps < 2 ? 0 : below(schedule, level, steps);
    fresh[steps] = stored[steps] = without;
    if (steps < 2 || slots == 0) continue;
    double split;
    best_split(schedule, level, slots, steps, &split);
    stored[steps] = fmin(without, split);
    fresh[steps] = fmin(without, schedule->options.write_cost[level] + stored[steps]);
  }
}

static int push_part(tsad_schedule *schedule, int32_t level, int64_t slots, int64_t from, int64_t to) {
  return tsad_work_push(schedule, &(struct frame){SWEEP, level, from, to, slots, 0}, 1);
}

static int64_t position(const tsad_schedule *schedule, int32_t level, int64_t slots) {
  int64_t end = 0;
  for (int32_t k = 0; k <= level; k++) end += schedule->options.level_slots[k];
  return end - slots;
}

/* `slot` is the number of slots left, `level` the level that the part may use up to. SWEEP: the state is fresh; PART: it is stored. */
static int expand_hrevolve(tsad_schedule *schedule, struct frame part) {
  int32_t level = part.level;
  int64_t slots = part.slot, steps = part.to - part.from;
  bool stored = part.op == PART;
  struct frame restore = frame_restore(part.from, slots == 0 ? 0 : position(schedule, level, slots));
  restore.level = level;
  if (steps == 1) {
    struct frame frames[] = {restore, frame_turn(part.from)};
    return tsad_work_push(schedule, stored ? frames : frames + 1, stored ? 2 : 1);
  }
  double cost = row(schedule, level, slots, stored)[steps];
  if (cost >= below(schedule, level, steps)) {
    if (push_part(schedule, level - 1, schedule->options.level_slots[level - 1], part.from, part.to) != 0) return -1;
    return stored ? tsad_work_push(schedule, &restore, 1) : 0;
  }
  if (!stored) {
    struct frame kept = part, store = restore;
    kept.op = PART, store.op = TSAD_STORE;
    struct frame frames[] = {store, kept};
    return tsad_work_push(schedule, frames, 2);
  }
  int64_t middle = part.from + best_split(schedule, level, slots, steps, &cost);
  struct frame before = part;
  before.to = middle;
  struct frame frames[] = {restore, frame_forward(part.from, middle), {SWEEP, level, middle, part.to, slots - 1, 0}, before};
  return tsad_work_push(schedule, frames, 4);
}

static int check_hrevolve(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  (void)nsteps;
  if (options->levels < 1 || options->levels > TSAD_MAX_LEVELS) {
    return tsad_schedule_refuse(error, size, "hrevolve needs 1 to %d levels, got %d", TSAD_MAX_LEVELS, (int)options->levels);
  }
  for (int32_t k = 0; k < options->levels; k++) {
    int64_t slots = options->level_slots[k], least = k == 0 ? 1 : 0;
    if (slots < least) {
      return tsad_schedule_refuse(error, size, "hrevolve needs at least %d slot%s in level %d, got %lld", (int)least, least == 1 ? "" : "s",
                                  (int)k, (long long)slots);
    }
    if (!(options->write_cost[k] >= 0 && options->read_cost[k] >= 0)) {
      return tsad_schedule_refuse(error, size, "hrevolve needs costs of 0 or more in level %d", (int)k);
    }
  }
  return 0;
}

static int start_hrevolve(tsad_schedule *schedule, char *error, size_t size) {
  if (schedule->nsteps == 0) return 0;
  tsad_schedule_options *options = &schedule->options;
  int64_t rows = 0;
  for (int32_t k = 0; k < options->levels; k++) {
    if (options->level_slots[k] > schedule->nsteps) options->level_slots[k] = schedule->nsteps;
    rows += 2 * (options->level_slots[k] + 1);
  }
  schedule->table = tsad_table_new(rows, schedule->nsteps + 1);
  if (schedule->table == NULL) return tsad_table_refused("hrevolve", schedule->nsteps, error, size);
  for (int32_t k = 0; k < options->levels; k++) {
    for (int64_t slots = 0; slots <= options->level_slots[k]; slots++) fill_row(schedule, k, slots);
  }
  int32_t top = options->levels - 1;
  return push_part(schedule, top, options->level_slots[top], 0, schedule->nsteps);
}

const struct schedule_class tsad_class_hrevolve = {"hrevolve", false, check_hrevolve, start_hrevolve, expand_hrevolve, NULL};
