/* G. Aupy, J. Herrmann, P. Hovland and Y. Robert, "Optimal multistage algorithm for adjoint computation", SIAM J. Sci. Comput. 38 (2016)
 * C232-C255: slots in memory that cost nothing, and any number on the disk. */
#include "work.h"
#include <math.h>

/* Costs by length: where nothing is stored, and where the first state is on the disk (which then is not written to again). */
static double *fresh_costs(const tsad_schedule *schedule) { return schedule->table; }
static double *stored_costs(const tsad_schedule *schedule) { return schedule->table + schedule->nsteps + 1; }

static double in_memory(const tsad_schedule *schedule, int64_t steps) {
  return (double)tsad_binomial_forwards(steps, schedule->options.level_slots[0]);
}

/* The best number of steps to go ahead from a state on the disk, what lies behind being reversed at `after`, and its cost. */
static int64_t best_split(const tsad_schedule *schedule, const double *after, int64_t steps, double *cost) {
  const double *before = stored_costs(schedule);
  double read = schedule->options.read_cost[1], least = INFINITY;
  int64_t best = 1;
  for (int64_t j = 1; j < steps; j++) {
    double here = (double)j + after[steps - j] + read + before[j];
    if (here < least) least = here, best = j;
  }
  *cost = least;
  return best;
}

/* The costs in memory, which are asked for again and again, are the third row. */
static double *memory_costs(const tsad_schedule *schedule) { return schedule->table + 2 * (schedule->nsteps + 1); }

static void fill(const tsad_schedule *schedule) {
  double *fresh = fresh_costs(schedule), *stored = stored_costs(schedule), *memory = memory_costs(schedule);
  double write = schedule->options.write_cost[1];
  for (int64_t steps = 0; steps <= schedule->nsteps; steps++) {
    memory[steps] = fresh[steps] = stored[steps] = in_memory(schedule, steps);
    if (steps < 2) continue;
    double split;
    best_split(schedule, memory, steps, &split);
    stored[steps] = fmin(memory[steps], split);
    best_split(schedule, fresh, steps, &split);
    fresh[steps] = fmin(memory[steps], write + split);
  }
}

/* `slot` is the slot of the state on the disk, or the next one. SWEEP: the state is fresh; PART: it is stored. */
static int expand_disk(tsad_schedule *schedule, struct frame part) {
  int64_t steps = part.to - part.from;
  bool stored = part.op == PART;
  const double *costs = stored ? stored_costs(schedule) : fresh_costs(schedule);
  struct frame restore = frame_restore(part.from, part.slot), store = frame_store(part.from, part.slot);
  restore.level = store.level = 1;
  if (costs[steps] >= memory_costs(schedule)[steps]) {
    struct frame frames[] = {restore, {FRESH, 0, part.from, part.to, -1, 0}};
    return tsad_work_push(schedule, stored ? frames : frames + 1, stored ? 2 : 1);
  }
  double cost;
  int64_t middle = part.from + best_split(schedule, stored ? memory_costs(schedule) : costs, steps, &cost);
  struct frame after = {stored ? FRESH : SWEEP, 0, middle, part.to, stored ? -1 : part.slot + 1, 0};
  struct frame before = {PART, 0, part.from, middle, part.slot, 0};
  struct frame frames[] = {stored ? restore : store, frame_forward(part.from, middle), after, before};
  return tsad_work_push(schedule, frames, 4);
}

static int check_disk(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  (void)nsteps;
  if (options->level_slots[0] < 1) {
    return tsad_schedule_refuse(error, size, "disk-revolve needs at least 1 slot in memory, got %lld", (long long)options->level_slots[0]);
  }
  if (options->write_cost[1] >= 0 && options->read_cost[1] >= 0) return 0;
  return tsad_schedule_refuse(error, size, "disk-revolve needs costs of 0 or more");
}

static int start_disk(tsad_schedule *schedule, char *error, size_t size) {
  if (schedule->nsteps == 0) return 0;
  schedule->table = tsad_table_new(3, schedule->nsteps + 1);
  if (schedule->table == NULL) return tsad_table_refused("disk-revolve", schedule->nsteps, error, size);
  schedule->split = tsad_binomial_split;
  schedule->limit = schedule->options.level_slots[0];
  fill(schedule);
  struct frame whole = {SWEEP, 0, 0, schedule->nsteps, schedule->limit, 0};
  return tsad_work_push(schedule, &whole, 1);
}

const struct schedule_class tsad_class_disk_revolve = {"disk-revolve", false, check_disk, start_disk, expand_disk, NULL};
