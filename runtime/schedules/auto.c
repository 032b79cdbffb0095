/* What a schedule comes to, and the choice of one by the bytes it may use. */
#include "work.h"
#include <stdlib.h>
#include <string.h>

int tsad_auto_choose(const tsad_schedule_options *options, int64_t nsteps, tsad_schedule_options *chosen, char *error, size_t size);

/* Different slots used, found by a table that grows. */
struct slots {
  bool *used;
  int64_t room, count;
};

static int use_slot(struct slots *slots, int64_t slot) {
  if (slot >= slots->room) {
    int64_t room = 2 * slot + 16;
    bool *used = realloc(slots->used, (size_t)room * sizeof *used);
    if (used == NULL) return -1;
    memset(used + slots->room, 0, (size_t)(room - slots->room) * sizeof *used);
    slots->used = used;
    slots->room = room;
  }
  slots->count += !slots->used[slot];
  slots->used[slot] = true;
  return 0;
}

static int count_action(const tsad_action *action, tsad_prediction *sum, struct slots *slots) {
  switch (action->kind) {
  case TSAD_FORWARD: sum->forward_steps += action->iteration - action->start; return 0;
  case TSAD_FIRSTUTURN:
  case TSAD_UTURN: sum->turns++; return 0;
  case TSAD_RECORD:
    sum->forward_steps++;
    sum->stores++;
    return use_slot(slots, action->slot);
  case TSAD_STORE: sum->stores++; return use_slot(slots, action->slot);
  case TSAD_RESTORE: sum->restores++; return 0;
  default: return 0;
  }
}

int tsad_schedule_predict(const tsad_schedule_options *options, int64_t nsteps, int unknown, tsad_prediction *prediction, char *error,
                          size_t size) {
  tsad_schedule *schedule;
  tsad_action action = {.kind = TSAD_NONE};
  tsad_prediction sum = {0};
  struct slots slots = {0};
  bool ended = !unknown, failed = false;
  if (tsad_schedule_init(&schedule, options, unknown ? -1 : nsteps, error, size) != 0) return -1;
  if (unknown && nsteps == 0) ended = true, failed = tsad_schedule_set_nsteps(schedule, 0) != 0;
  while (!failed && action.kind != TSAD_DONE && action.kind != TSAD_ERR) {
    tsad_schedule_next(schedule, &action);
    bool last = !ended && action.kind == TSAD_FORWARD && action.iteration >= nsteps;
    if (last) action.iteration = nsteps;
    failed = count_action(&action, &sum, &slots) != 0;
    if (last) ended = true, failed |= tsad_schedule_set_nsteps(schedule, nsteps) != 0;
  }
  bool mixed = schedule->options.kind == TSAD_MIXED && options->record_bytes > options->snapshot_bytes;
  sum.slots = slots.count;
  sum.bytes = (uint64_t)slots.count * (mixed ? options->record_bytes : options->snapshot_bytes);
  sum.factor = nsteps > 0 ? (double)(sum.forward_steps + sum.turns) / (double)nsteps : 1;
  *prediction = sum;
  free(slots.used);
  tsad_schedule_finalize(schedule);
  return failed || action.kind == TSAD_ERR ? tsad_schedule_refuse(error, size, "out of memory") : 0;
}

static int64_t slots_in(uint64_t budget, uint64_t bytes) {
  uint64_t slots = bytes == 0 ? INT64_MAX : budget / bytes;
  return slots > INT64_MAX / 8 ? INT64_MAX / 8 : (int64_t)slots;
}

/* Is mixed, where a step can be recorded, better than revolve? A loop that is too long to plan is left to revolve. */
static bool choose_mixed(const tsad_schedule_options *options, int64_t nsteps, int64_t slots, tsad_schedule_options *chosen) {
  tsad_prediction prediction;
  char reason[160];
  uint64_t bytes = options->record_bytes > options->snapshot_bytes ? options->record_bytes : options->snapshot_bytes;
  tsad_schedule_options mixed = *options;
  mixed.kind = TSAD_MIXED;
  mixed.slots = slots_in(options->budget, bytes);
  if (options->record_bytes == 0 || mixed.slots < 1) return false;
  if (tsad_schedule_predict(&mixed, nsteps, 0, &prediction, reason, sizeof reason) != 0) return false;
  if (prediction.forward_steps + prediction.turns >= tsad_binomial_forwards(nsteps, slots) + nsteps) return false;
  *chosen = mixed;
  return true;
}

/* Everything that the budget holds: all states if they fit, else the schedule with the fewest steps. */
int tsad_auto_choose(const tsad_schedule_options *options, int64_t nsteps, tsad_schedule_options *chosen, char *error, size_t size) {
  int64_t slots = slots_in(options->budget, options->snapshot_bytes);
  if (slots < 1) {
    return tsad_schedule_refuse(error, size, "auto: a budget of %llu bytes does not hold one state of %llu bytes",
                                (unsigned long long)options->budget, (unsigned long long)options->snapshot_bytes);
  }
  chosen->slots = slots;
  chosen->kind = TSAD_REVOLVE;
  if (nsteps < 0) chosen->kind = TSAD_ONLINE;
  else if (nsteps - 1 <= slots) chosen->kind = TSAD_STORE_ALL;
  else choose_mixed(options, nsteps, slots, chosen);
  return 0;
}
