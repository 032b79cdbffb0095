/* What the parts of the driver share. */
#ifndef TSAD_DRIVER_DRIVER_H
#define TSAD_DRIVER_DRIVER_H

#include "../storage/store.h"
#include "tsad/checkpoint.h"
#include <stdio.h>

enum { LOOKAHEAD = 16 };

/* The bytes of a state: what is at hand of them in memory is listed as spans, pointers being written as offsets into regions. */
struct state {
  const tsad_region *regions;
  size_t count;
  struct span *spans;
  size_t span_count;
  int64_t *pointers; /* two numbers for each TSAD_POINTER: region and offset, or -1 and the address */
  size_t pointer_count;
  size_t bytes;      /* of all spans */
  size_t span_bytes; /* of those that are memory of the program */
};

/* What the environment asks for; the strings are those of the environment. */
struct tsad_checkpoint {
  tsad_loop loop;
  tsad_checkpoint_config config;
  struct state state;  /* what a snapshot holds */
  struct state whole;  /* and the regions that are kept once */
  struct state shadow; /* the adjoints */
  tsad_schedule *schedule;
  struct store *store;
  struct store *aside; /* the states at the ends of the sweeps, and the entry */
  unsigned char *record;
  int64_t announced, nsteps; /* -1: unknown */
  int64_t swept;             /* steps run for the first time */
  int32_t exit;
  bool last_run; /* has the last step been run without being reversed? */
  bool resumed;
  int64_t turned;
  tsad_action ahead[LOOKAHEAD]; /* actions that were asked for before their time */
  int ahead_first, ahead_count;
  tsad_checkpoint_stats stats;
  FILE *trace;
  struct crc crc;
  uint32_t entry_crc; /* of the state before the loop */
  char journal[1024]; /* its path, empty where there is none */
};

/* Places in `aside`. */
enum { ENTRY_PLACE, LAST_PLACE, START_PLACE };

/* Says what went wrong, and does not return. */
_Noreturn void tsad_checkpoint_fail(const tsad_checkpoint *checkpoint, const char *format, ...)
#ifdef __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* state.c */
int tsad_state_list(struct state *state, const tsad_region *regions, size_t count, unsigned kinds);
void tsad_state_free(struct state *state);
void tsad_state_before_put(struct state *state);
/* Returns -1 where a pointer leads nowhere. */
int tsad_state_after_get(struct state *state);
/* A number for the sizes and kinds of the regions. */
uint32_t tsad_state_layout(const tsad_checkpoint *checkpoint);
bool tsad_state_is_portable(const struct state *state);
/* A checksum of the regions as they are. */
uint32_t tsad_state_crc(const struct crc *crc, struct state *state);

/* settings.c: what the environment asks for. */
void tsad_settings_read(tsad_checkpoint *checkpoint);

/* report.c */
void tsad_report_begin(tsad_checkpoint *checkpoint);
void tsad_report_action(tsad_checkpoint *checkpoint, const tsad_action *action);
void tsad_report_end(tsad_checkpoint *checkpoint);

/* dump.c: writes regions to FOLDER/JOB.rRANK.WHAT_STEP.bin. */
void tsad_dump(tsad_checkpoint *checkpoint, const char *what, const struct state *state, int64_t step);

/* journal.c */
void tsad_journal_begin(tsad_checkpoint *checkpoint);
void tsad_journal_write(tsad_checkpoint *checkpoint);
/* Takes the gradient so far, and the state after the loop. */
void tsad_journal_resume(tsad_checkpoint *checkpoint);
/* The gradient as it was when the journal was written. */
void tsad_journal_adjoints(tsad_checkpoint *checkpoint);
void tsad_journal_remove(tsad_checkpoint *checkpoint);

#endif
