/* The one interface of all schedules. */
#include "work.h"
#include <stdlib.h>
#include <string.h>

static const struct schedule_class *const classes[] = {
    [TSAD_STORE_ALL] = &tsad_class_store_all,
    [TSAD_PERIODIC] = &tsad_class_periodic,
    [TSAD_TWO_LEVEL] = &tsad_class_two_level,
    [TSAD_REVOLVE] = &tsad_class_revolve,
    [TSAD_MULTISTAGE] = &tsad_class_multistage,
    [TSAD_HREVOLVE] = &tsad_class_hrevolve,
    [TSAD_DISK_REVOLVE] = &tsad_class_disk_revolve,
    [TSAD_MIXED] = &tsad_class_mixed,
    [TSAD_ONLINE] = &tsad_class_online,
};

const char *tsad_schedule_name(int32_t kind) {
  if (kind == TSAD_AUTO) return "auto";
  return kind >= 0 && kind < TSAD_AUTO ? classes[kind]->name : NULL;
}

static bool same_name(const char *name, const char *known) {
  for (; *name != '\0' && (*name == *known || (*name == '_' && *known == '-')); name++) known++;
  return *name == *known;
}

int32_t tsad_schedule_kind_of(const char *name) {
  if (same_name(name, "binomial")) return TSAD_REVOLVE;
  if (same_name(name, "regular")) return TSAD_PERIODIC;
  for (int32_t kind = 0; kind < TSAD_SCHEDULE_KINDS; kind++) {
    if (same_name(name, tsad_schedule_name(kind))) return kind;
  }
  return -1;
}

/* Lengths above this are not lengths, and sums of a few of them are still numbers. */
static const int64_t most_steps = INT64_MAX / 8;

static int check(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  if (options->kind < 0 || options->kind >= TSAD_AUTO) return tsad_schedule_refuse(error, size, "%d is no schedule", (int)options->kind);
  const struct schedule_class *kind = classes[options->kind];
  if (nsteps < -1 || nsteps > most_steps) {
    return tsad_schedule_refuse(error, size, "%s cannot run %lld steps", kind->name, (long long)nsteps);
  }
  if (nsteps < 0 && !kind->takes_unknown) {
    return tsad_schedule_refuse(error, size, "%s needs the number of steps before the loop; online does not", kind->name);
  }
  return kind->check(options, nsteps, error, size);
}

/* auto.c */
int tsad_auto_choose(const tsad_schedule_options *options, int64_t nsteps, tsad_schedule_options *chosen, char *error, size_t size);

int tsad_schedule_choose(const tsad_schedule_options *options, int64_t nsteps, tsad_schedule_options *chosen, char *error,
                         size_t size) {
  *chosen = *options;
  if (options->kind == TSAD_AUTO && tsad_auto_choose(options, nsteps, chosen, error, size) != 0) return -1;
  return check(chosen, nsteps, error, size);
}

int tsad_schedule_init(tsad_schedule **made, const tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  tsad_schedule_options chosen;
  *made = NULL;
  if (tsad_schedule_choose(options, nsteps, &chosen, error, size) != 0) return -1;
  tsad_schedule *schedule = calloc(1, sizeof *schedule);
  if (schedule == NULL) return tsad_schedule_refuse(error, size, "out of memory");
  schedule->kind = classes[chosen.kind];
  schedule->options = chosen;
  schedule->nsteps = nsteps;
  if (schedule->kind->start(schedule, error, size) != 0) {
    tsad_schedule_finalize(schedule);
    return -1;
  }
  *made = schedule;
  return 0;
}

int tsad_schedule_set_nsteps(tsad_schedule *schedule, int64_t nsteps) {
  if (schedule->nsteps >= 0 || nsteps < 0 || nsteps > schedule->reached) return -1;
  schedule->nsteps = nsteps;
  schedule->live = -1;
  schedule->depth = 0;
  return nsteps == 0 ? 0 : schedule->kind->end(schedule);
}

void tsad_schedule_finalize(tsad_schedule *schedule) {
  if (schedule == NULL) return;
  free(schedule->stack);
  free(schedule->slot_of);
  free(schedule->level_of);
  free(schedule->table);
  free(schedule->marks);
  free(schedule);
}
