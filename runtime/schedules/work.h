/* How the schedules are written: a stack of frames, of which the topmost is either an action or a part of the loop that is still to be
 * reversed. A schedule is a function that replaces such a part by smaller ones and actions. */
#ifndef TSAD_SCHEDULES_WORK_H
#define TSAD_SCHEDULES_WORK_H

#include "tsad/schedule.h"
#include <stdbool.h>

/* Frames are actions up to TSAD_UNWIND, and these. The state of `from` is at hand where a frame says fresh. */
enum frame_op {
  FRESH = 16, /* reverse [from, to): the state is fresh, positions from `next` on are free */
  STORED,     /* reverse [from, to): the state is stored at position `slot`, positions from `next` on are free */
  SWEEP,      /* the first way through the loop, in the schedule's own words */
  PART        /* reverse a part, in the schedule's own words */
};

struct frame {
  int32_t op, level;
  int64_t from, to, slot, next;
};

struct schedule_class {
  const char *name;
  bool takes_unknown; /* can it learn its length at the end? */
  /* Fills in defaults and checks the options; `nsteps` may be -1. */
  int (*check)(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size);
  /* Makes tables, and pushes the first frame where there is a step or the length is unknown. */
  int (*start)(tsad_schedule *schedule, char *error, size_t size);
  /* Replaces a SWEEP or a PART. */
  int (*expand)(tsad_schedule *schedule, struct frame frame);
  /* Pushes the reverse sweep of a loop of unknown length that has ended. */
  int (*end)(tsad_schedule *schedule);
};

struct tsad_schedule {
  const struct schedule_class *kind;
  tsad_schedule_options options;
  int64_t nsteps;  /* -1 while unknown */
  int64_t live;    /* the state at hand, -1 for none */
  int64_t reached; /* unknown length: where the sweep has been sent */
  bool turned, failed;
  struct frame *stack;
  size_t depth, room;
  /* For FRESH and STORED: how many steps to go before the next store, and the positions that there are. */
  int64_t (*split)(int64_t steps, int64_t slots);
  int64_t limit;
  int64_t *slot_of;  /* the slot of a position, where they differ */
  int32_t *level_of; /* the level of a position, where it is not 0 */
  double *table;     /* the dynamic programming of hrevolve, disk-revolve and mixed */
  int64_t *marks;    /* online: the steps stored, and their levels */
  int64_t stored;    /* online: how many */
};

/* Puts frames on the stack so that the first is done first. Returns -1 when memory runs out. */
int tsad_work_push(tsad_schedule *schedule, const struct frame *frames, size_t count);

static inline struct frame frame_store(int64_t step, int64_t position) {
  return (struct frame){TSAD_STORE, 0, step, step, position, 0};
}
static inline struct frame frame_restore(int64_t step, int64_t position) {
  return (struct frame){TSAD_RESTORE, 0, step, step, position, 0};
}
static inline struct frame frame_forward(int64_t from, int64_t to) {
  return (struct frame){TSAD_FORWARD, 0, from, to, -1, 0};
}
static inline struct frame frame_turn(int64_t step) {
  return (struct frame){TSAD_UTURN, 0, step, step + 1, -1, 0};
}

/* Writes the sentence of an error and returns -1. */
int tsad_schedule_refuse(char *error, size_t size, const char *format, ...)
#ifdef __GNUC__
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/* Room for `count` numbers in a table; 0 where that is more than a planner should take. */
double *tsad_table_new(int64_t rows, int64_t columns);
int tsad_table_refused(const char *name, int64_t nsteps, char *error, size_t size);

/* Alg. 799: the position of the next store. */
int64_t tsad_binomial_split(int64_t steps, int64_t slots);
int64_t tsad_default_slots(int64_t nsteps);
int tsad_check_slots(const char *name, tsad_schedule_options *options, int64_t nsteps, char *error, size_t size);

extern const struct schedule_class tsad_class_store_all, tsad_class_periodic, tsad_class_two_level, tsad_class_revolve,
    tsad_class_multistage, tsad_class_hrevolve, tsad_class_disk_revolve, tsad_class_mixed, tsad_class_online;

#endif
