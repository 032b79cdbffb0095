/* The schedules that keep all states in one row of slots: store-all, revolve, and multistage, which moves some slots to the disk. */
#include "work.h"
#include <stdlib.h>

static int push_all_states(tsad_schedule *schedule, int64_t from) {
  return tsad_work_push(schedule, &(struct frame){.op = SWEEP, .from = from}, 1);
}

static int check_nothing(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  (void)options, (void)nsteps, (void)error, (void)size;
  return 0;
}

static int start_store_all(tsad_schedule *schedule, char *error, size_t size) {
  (void)error, (void)size;
  return schedule->nsteps == 0 ? 0 : push_all_states(schedule, 0);
}

static int push_way_back(tsad_schedule *schedule, int64_t step) {
  return tsad_work_push(schedule, &(struct frame){.op = PART, .from = step}, 1);
}

/* Up, storing each state; down again. The last state is at hand where the length is known. */
static int expand_store_all(tsad_schedule *schedule, struct frame frame) {
  int64_t step = frame.from;
  if (frame.op == PART) {
    if (step < 0) return 0;
    struct frame frames[] = {frame_restore(step, step), frame_turn(step), {.op = PART, .from = step - 1}};
    return tsad_work_push(schedule, frames, 3);
  }
  if (step + 1 == schedule->nsteps) return push_way_back(schedule, step);
  struct frame frames[] = {frame_store(step, step), frame_forward(step, step + 1), {.op = SWEEP, .from = step + 1}};
  return tsad_work_push(schedule, frames, 3);
}

static int end_store_all(tsad_schedule *schedule) { return push_way_back(schedule, schedule->nsteps - 1); }

const struct schedule_class tsad_class_store_all = {"store-all", true, check_nothing, start_store_all, expand_store_all, end_store_all};

/* What Enzyme takes where nothing is said: the square root of the length. */
int64_t tsad_default_slots(int64_t nsteps) {
  int64_t root = 0;
  while ((root + 1) * (root + 1) <= nsteps) root++;
  return root < 2 ? 2 : root;
}

int tsad_check_slots(const char *name, tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  if (options->slots == 0 && nsteps >= 0) options->slots = tsad_default_slots(nsteps);
  if (options->slots >= 1) return 0;
  return tsad_schedule_refuse(error, size, "%s needs at least 1 slot, got %lld", name, (long long)options->slots);
}

static int check_revolve(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  return tsad_check_slots("revolve", options, nsteps, error, size);
}

static int start_revolve(tsad_schedule *schedule, char *error, size_t size) {
  (void)error, (void)size;
  schedule->split = tsad_binomial_split;
  schedule->limit = schedule->options.slots;
  return tsad_work_push(schedule, &(struct frame){.op = FRESH, .to = schedule->nsteps}, 1);
}

const struct schedule_class tsad_class_revolve = {"revolve", false, check_revolve, start_revolve, NULL, NULL};

static int check_multistage(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  if (options->level_slots[0] >= 0) return tsad_check_slots("multistage", options, nsteps, error, size);
  return tsad_schedule_refuse(error, size, "multistage needs 0 or more slots in memory, got %lld", (long long)options->level_slots[0]);
}

/* Counts how often revolve writes to and reads from each slot. */
static int count_uses(const tsad_schedule_options *options, int64_t nsteps, int64_t *uses, char *error, size_t size) {
  tsad_schedule_options flat = *options;
  tsad_schedule *probe;
  tsad_action action;
  flat.kind = TSAD_REVOLVE;
  if (tsad_schedule_init(&probe, &flat, nsteps, error, size) != 0) return -1;
  for (tsad_schedule_next(probe, &action); action.kind < TSAD_ERR; tsad_schedule_next(probe, &action)) {
    if (action.kind == TSAD_STORE || action.kind == TSAD_RESTORE) uses[action.slot]++;
  }
  tsad_schedule_finalize(probe);
  return action.kind == TSAD_DONE ? 0 : tsad_schedule_refuse(error, size, "multistage: out of memory");
}

/* P. Stumm and A. Walther, "MultiStage approaches for optimal offline checkpointing", SIAM J. Sci. Comput. 31 (2009) 1946-1967: revolve,
 * of whose slots those that are used most are in memory and the others on the disk. */
static int start_multistage(tsad_schedule *schedule, char *error, size_t size) {
  int64_t slots = schedule->options.slots < schedule->nsteps ? schedule->options.slots : schedule->nsteps + 1;
  int64_t *uses = calloc((size_t)slots, sizeof *uses);
  schedule->options.slots = slots;
  schedule->level_of = malloc((size_t)slots * sizeof *schedule->level_of);
  if (uses == NULL || schedule->level_of == NULL) {
    free(uses);
    return tsad_schedule_refuse(error, size, "multistage: out of memory");
  }
  int failed = count_uses(&schedule->options, schedule->nsteps, uses, error, size);
  for (int64_t i = 0; i < slots; i++) schedule->level_of[i] = 1;
  int64_t fast = schedule->options.level_slots[0] < slots ? schedule->options.level_slots[0] : slots;
  for (int64_t left = fast; left > 0; left--) {
    int64_t most = 0;
    for (int64_t i = 1; i < slots; i++) {
      if (uses[i] >= uses[most]) most = i;
    }
    schedule->level_of[most] = 0;
    uses[most] = -1;
  }
  free(uses);
  return failed ? -1 : start_revolve(schedule, error, size);
}

const struct schedule_class tsad_class_multistage = {"multistage", false, check_multistage, start_multistage, NULL, NULL};
