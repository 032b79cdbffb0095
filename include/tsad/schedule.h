/* Checkpoint schedules: in which order the states of a loop are stored, restored and stepped through, so that its steps can be
 * reversed one by one, last first, with a bounded number of states kept. Pure: no input or output, no globals, no dependency but the
 * C library. docs/checkpointing-runtime.md says which schedule is for what, and what each guarantees. */
#ifndef TSAD_SCHEDULE_H
#define TSAD_SCHEDULE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What to do next. The numbers up to TSAD_DONE are those that the field's tools use. State k is the state before step k. */
enum tsad_action_kind {
  TSAD_NONE = 0,
  TSAD_STORE = 1,      /* keep state `iteration`, which is the one at hand, in `slot` */
  TSAD_RESTORE = 2,    /* take state `iteration` back from `slot`, which keeps it */
  TSAD_FORWARD = 3,    /* run the steps from `start` up to `iteration`, which itself is not run */
  TSAD_FIRSTUTURN = 4, /* run and reverse the last step, `start`, whose state is at hand; the reverse sweep begins here */
  TSAD_UTURN = 5,      /* run and reverse step `start`, whose state is at hand */
  TSAD_ERR = 6,        /* the schedule was used wrongly, or memory ran out */
  TSAD_DONE = 7,       /* every step is reversed */
  TSAD_RECORD = 8,     /* run step `start` and keep what its reverse needs in `slot` (mixed only) */
  TSAD_UNWIND = 9      /* reverse step `start` from what is kept in `slot` (mixed only) */
};

typedef struct tsad_action {
  int32_t kind;  /* an enum tsad_action_kind */
  int32_t level; /* of the slot: 0 is the fastest storage */
  int64_t iteration, start;
  int64_t slot; /* from 0; -1 where the action has none */
} tsad_action;

enum tsad_schedule_kind {
  TSAD_STORE_ALL,
  TSAD_PERIODIC,
  TSAD_TWO_LEVEL,
  TSAD_REVOLVE,
  TSAD_MULTISTAGE,
  TSAD_HREVOLVE,
  TSAD_DISK_REVOLVE,
  TSAD_MIXED,
  TSAD_ONLINE,
  TSAD_AUTO,
  TSAD_SCHEDULE_KINDS
};

enum { TSAD_MAX_LEVELS = 4 };

/* What a schedule is made from. Fields that its kind does not name are not read; zero everything first. */
typedef struct tsad_schedule_options {
  int32_t kind;   /* an enum tsad_schedule_kind */
  int32_t levels; /* hrevolve: how many of the levels below are used */
  /* periodic: segments (0: as many as make them sqrt(n) long); two-level: slots for the inside of a block; revolve, multistage, mixed,
   * online: all slots, that of the first state counted (0: sqrt(n), at least 2, where the length is known) */
  int64_t slots;
  int64_t period; /* two-level: steps in a block; periodic of unknown length: steps in a segment */
  /* hrevolve: slots of each level, fastest first; multistage and disk-revolve: [0] is how many are in memory */
  int64_t level_slots[TSAD_MAX_LEVELS];
  /* hrevolve, disk-revolve ([1] is the disk): what writing and reading a state costs; a step forward costs 1 */
  double write_cost[TSAD_MAX_LEVELS], read_cost[TSAD_MAX_LEVELS];
  /* auto: bytes that may be used, bytes of a state, and bytes that recording a step needs (0: steps cannot be recorded) */
  uint64_t budget, snapshot_bytes, record_bytes;
} tsad_schedule_options;

/* What a schedule will do in all. */
typedef struct tsad_prediction {
  int64_t forward_steps; /* steps run without being reversed at once; those that are recorded count */
  int64_t turns;         /* steps that are run and reversed at once */
  int64_t stores, restores;
  int64_t slots;  /* different slots used */
  uint64_t bytes; /* slots times the larger of snapshot_bytes and, for mixed, record_bytes */
  double factor;  /* steps run in all, over the length */
} tsad_prediction;

typedef struct tsad_schedule tsad_schedule;

/* Makes a schedule for `nsteps` steps, -1 when the number is only known when the loop has ended (store-all, two-level, online, auto, and
 * periodic with a period). Returns 0, or -1 with a sentence in `error`, which has room for `size` characters. */
int tsad_schedule_init(tsad_schedule **made, const tsad_schedule_options *options, int64_t nsteps,
                       char *error, size_t size);

/* What to do next. Does nothing but count after TSAD_DONE and TSAD_ERR: they are given again. */
void tsad_schedule_next(tsad_schedule *schedule, tsad_action *action);

/* Ends a loop of unknown length, in which `nsteps` steps have been run: what follows is the reverse sweep. A TSAD_FORWARD may have
 * been broken off for it. Returns 0, or -1 where the length is known already or the schedule did not get so far. */
int tsad_schedule_set_nsteps(tsad_schedule *schedule, int64_t nsteps);

/* Frees the schedule; 0 is let pass. */
void tsad_schedule_finalize(tsad_schedule *schedule);

/* The options that `options` come to for `nsteps` steps: defaults are filled in, and auto is replaced by what it chooses. */
int tsad_schedule_choose(const tsad_schedule_options *options, int64_t nsteps, tsad_schedule_options *chosen, char *error,
                         size_t size);

/* What a schedule for `nsteps` steps does in all, by going through its actions. With `unknown` it learns the length at the end. */
int tsad_schedule_predict(const tsad_schedule_options *options, int64_t nsteps, int unknown, tsad_prediction *prediction,
                          char *error, size_t size);

/* The name of a kind, as it is written on command lines: "store-all", "two-level"; 0 for a number that is no kind. */
const char *tsad_schedule_name(int32_t kind);

/* The kind of that name, -1 where there is none. An underscore may stand for a hyphen; binomial is revolve, regular is periodic. */
int32_t tsad_schedule_kind_of(const char *name);

/* Griewank & Walther 2000: the longest loop that `slots` slots can reverse with no step run forward more than `repetitions` times,
 * C(slots + repetitions, slots); INT64_MAX where that is larger than 64 bits hold. */
int64_t tsad_binomial_reach(int64_t slots, int64_t repetitions);

/* Griewank & Walther 2000: the least number of steps run forward, those that are reversed at once not counted, to reverse `nsteps`
 * steps with `slots` slots. */
int64_t tsad_binomial_forwards(int64_t nsteps, int64_t slots);

#ifdef __cplusplus
}
#endif
#endif
