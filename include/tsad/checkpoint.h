/* Runs a loop of steps forward and then reverses it step by step, keeping only as many states as a schedule and a storage allow.
 * docs/checkpointing-runtime.md has a complete program. */
#ifndef TSAD_CHECKPOINT_H
#define TSAD_CHECKPOINT_H

#include "tsad/schedule.h"

#ifdef __cplusplus
extern "C" {
#endif

enum tsad_region_kind {
  TSAD_STATE,   /* bytes that a step reads and writes: part of every snapshot */
  TSAD_POINTER, /* one pointer into a region, which steps may change: part of every snapshot, also across runs */
  TSAD_ONCE,    /* bytes that steps only read, and that others may change between the sweeps: kept once */
  TSAD_SHADOW   /* adjoints: no part of a snapshot, but of journals and of dumps of the gradient */
};

typedef struct tsad_region {
  void *data;
  size_t bytes; /* of a TSAD_POINTER: sizeof(void *) */
  int32_t kind; /* an enum tsad_region_kind */
} tsad_region;

/* A loop. A step reads and writes nothing but its regions, and what does not change while the loop runs. */
typedef struct tsad_loop {
  const char *name;     /* for messages and names of files */
  const char *location; /* "heat.c:42", for messages; may be 0 */
  const tsad_region *regions;
  size_t region_count;
  void *env;
  /* Runs step k. Returns 0 to go on; another number leaves the loop after this step, and says through which exit. */
  int32_t (*step)(int64_t k, void *env);
  /* Runs step k from its state and reverses it: the shadows are those of the state after it before, those of the state before it then. */
  void (*turn)(int64_t k, void *env);
  /* For the mixed schedule, else 0: `record` runs a step and writes what its reverse needs to `record_bytes` bytes, `unwind` reverses
   * the step from these alone. */
  int32_t (*record)(int64_t k, void *env, void *kept);
  void (*unwind)(int64_t k, void *env, const void *kept);
  size_t record_bytes;
} tsad_loop;

enum tsad_storage { TSAD_MEMORY, TSAD_FILE, TSAD_LAYERED, TSAD_HDF5 };

typedef struct tsad_checkpoint_stats {
  int64_t steps;         /* in the loop */
  int64_t forward_steps; /* calls of `step` and `record` but for one, the last step of the loop, which every gradient needs */
  int64_t turns, stores, restores;
  int64_t slots;  /* different slots used */
  uint64_t bytes; /* of the states kept: the slots, and those at the ends of the two sweeps */
} tsad_checkpoint_stats;

/* How to run a loop. Zero everything first: that is store-all in memory. */
typedef struct tsad_checkpoint_config {
  tsad_schedule_options schedule; /* snapshot_bytes and record_bytes are filled in */
  int32_t storage;                /* an enum tsad_storage */
  int32_t rank;                   /* of this process among those that run the loop together, part of the names of files; 0: what the
                                     launcher of the process says (Open MPI, PMI, Slurm) */
  const char *folder;             /* of files; 0: the current one */
  const char *job;                /* part of the names of files; 0: the name of the loop */
  int64_t journal_period;         /* turns after which the gradient so far is saved, so that a crash loses no more; 0: never */
  const char *resume;             /* the folder of the journal of a run that was interrupted; 0: a run from the start */
  int64_t dump_period;            /* states and gradients before each step that this divides go to files; 0: none */
  int32_t verbose;                /* 1: predicted and measured counts on standard error; 2: the choices as well */
  const char *trace;              /* a file for the actions, one line of JSON each; 0: none */
  tsad_checkpoint_stats *stats;   /* filled in at the end; may be 0 */
  /* Told what went wrong; must not return. 0: the sentence goes to standard error, and the process exits with 1. */
  void (*fail)(const char *sentence, void *data);
  void *fail_data;
} tsad_checkpoint_config;

typedef struct tsad_checkpoint tsad_checkpoint;

/* Begins a loop of `nsteps` steps, -1 where a step ends it. The environment may change the configuration (TSAD_CKPT and others, see the
 * documentation), and says so on standard error. */
tsad_checkpoint *tsad_checkpoint_begin(const tsad_loop *loop, const tsad_checkpoint_config *config, int64_t nsteps);

/* What tsad calls for a loop that the program marks, with the schedule and the budget of the mark (tsad/mark.h): a loop whose length is not
 * known is run online, unless store-all or auto is asked for. */
tsad_checkpoint *tsad_checkpoint_begin_loop(const char *name, const char *location, const tsad_region *regions, int64_t region_count,
                                            void *env, int32_t (*step)(int64_t, void *), void (*turn)(int64_t, void *), int64_t schedule,
                                            int64_t budget, int64_t nsteps);

/* Runs the loop. Returns what its last step returned; 0 where there was none. */
int32_t tsad_checkpoint_forward(tsad_checkpoint *checkpoint);

/* How many steps the loop had. */
int64_t tsad_checkpoint_steps(const tsad_checkpoint *checkpoint);

/* Reverses the loop: the shadows are those of the state after it before, of the state before it then. The state itself is afterwards as
 * it was when this was called. */
void tsad_checkpoint_reverse(tsad_checkpoint *checkpoint);

/* Frees everything and removes the files, whether or not the loop has been reversed; 0 is let pass. */
void tsad_checkpoint_end(tsad_checkpoint *checkpoint);

#ifdef __cplusplus
}
#endif
#endif
