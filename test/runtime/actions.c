/* Prints what schedules do, for the tests: reads lines of numbers, and writes for each the number of actions, the five numbers of each
 * action, and what is predicted, all in 32 bits; or -1, the length of a sentence, and the sentence. */
#include "tsad/schedule.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(int64_t number) {
  int32_t word = (int32_t)number;
  fwrite(&word, sizeof word, 1, stdout);
}

static void refuse(const char *error) {
  put(-1);
  put((int64_t)strlen(error));
  fputs(error, stdout);
}

struct list {
  tsad_action *items;
  size_t count, room;
};

static void add(struct list *list, tsad_action action) {
  if (list->count == list->room) {
    list->room = 2 * list->room + 64;
    list->items = realloc(list->items, list->room * sizeof action);
    if (list->items == NULL) abort();
  }
  list->items[list->count++] = action;
}

/* A loop whose length is not known ends where a step ends it, which may be within a FORWARD. */
static void collect(tsad_schedule *schedule, int64_t nsteps, int unknown, struct list *list) {
  tsad_action action;
  if (unknown && nsteps == 0) tsad_schedule_set_nsteps(schedule, 0), unknown = 0;
  do {
    tsad_schedule_next(schedule, &action);
    if (unknown && action.kind == TSAD_FORWARD && action.iteration >= nsteps) {
      action.iteration = nsteps;
      if (tsad_schedule_set_nsteps(schedule, nsteps) != 0) action.kind = TSAD_ERR;
      unknown = 0;
    }
    add(list, action);
  } while (action.kind != TSAD_DONE && action.kind != TSAD_ERR);
}

/* The prediction in seven numbers, the factor in millionths; the kind that was chosen; and two closed formulas. */
static void put_prediction(const tsad_schedule_options *options, int64_t nsteps, int unknown) {
  char error[200];
  tsad_prediction sum = {0};
  tsad_schedule_options chosen;
  if (tsad_schedule_predict(options, nsteps, unknown, &sum, error, sizeof error) != 0) abort();
  if (tsad_schedule_choose(options, unknown ? -1 : nsteps, &chosen, error, sizeof error) != 0) abort();
  put(sum.forward_steps), put(sum.turns), put(sum.stores), put(sum.restores), put(sum.slots), put((int64_t)sum.bytes);
  put((int64_t)(sum.factor * 1e6 + 0.5));
  put(chosen.kind);
  put(tsad_binomial_forwards(nsteps, options->slots));
  int64_t reach = tsad_binomial_reach(options->slots, options->level_slots[0]);
  put(reach > INT32_MAX ? -1 : reach);
}

int main(void) {
  char name[32], error[200];
  long long nsteps, slots, period, fast, budget, snapshot, record;
  int unknown, levels;
  while (scanf("%31s %lld %d %lld %lld %lld %lld %lld %lld %d", name, &nsteps, &unknown, &slots, &period, &fast, &budget, &snapshot,
               &record, &levels) == 10) {
    tsad_schedule_options options = {.kind = tsad_schedule_kind_of(name), .slots = slots, .period = period, .levels = levels};
    options.level_slots[0] = fast;
    options.budget = (uint64_t)budget, options.snapshot_bytes = (uint64_t)snapshot, options.record_bytes = (uint64_t)record;
    for (int k = 0; k < levels && k < TSAD_MAX_LEVELS; k++) {
      long long count;
      if (scanf("%lld %lf %lf", &count, &options.write_cost[k], &options.read_cost[k]) != 3) return 1;
      options.level_slots[k] = count;
    }
    tsad_schedule *schedule;
    if (tsad_schedule_init(&schedule, &options, unknown ? -1 : nsteps, error, sizeof error) != 0) {
      refuse(error);
      continue;
    }
    struct list list = {0};
    collect(schedule, nsteps, unknown, &list);
    put((int64_t)list.count);
    for (size_t i = 0; i < list.count; i++) {
      tsad_action a = list.items[i];
      put(a.kind), put(a.level), put(a.iteration), put(a.start), put(a.slot);
    }
    put_prediction(&options, nsteps, unknown);
    free(list.items);
    tsad_schedule_finalize(schedule);
  }
  return 0;
}
