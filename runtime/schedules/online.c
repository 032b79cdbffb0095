/* Q. Wang, P. Moin and G. Iaccarino, "Minimal repetition dynamic checkpointing algorithm for unsteady adjoint calculation", SIAM J. Sci.
 * Comput. 31 (2009) 2549-2567: a loop of unknown and unlimited length, the number of repetitions being the least at every moment.
 *
 * Every stored state has a level. One that a later one of a higher level stands behind can be spared. When all slots are taken, the
 * latest that can be spared makes room for the new state, at level 0; if there is none, the last one does, and the new state has the
 * level above it. The gaps between the states that are left are reversed by revolve with the slots that are free by then. */
#include "work.h"
#include <stdlib.h>

/* One stored state, in the order of steps: three numbers in `marks`. */
struct mark {
  int64_t step, level, slot;
};

static struct mark *marks_of(const tsad_schedule *schedule) { return (struct mark *)(void *)schedule->marks; }

/* The latest mark that a later one of a higher level stands behind, -1 if there is none. */
static int64_t spare(const tsad_schedule *schedule) {
  const struct mark *marks = marks_of(schedule);
  int64_t highest = -1;
  for (int64_t i = schedule->stored - 1; i >= 0; i--) {
    if (marks[i].level < highest) return i;
    if (marks[i].level > highest) highest = marks[i].level;
  }
  return -1;
}

/* Decides where state `step` goes. Returns its slot, -1 when it is not kept. */
static int64_t place(tsad_schedule *schedule, int64_t step) {
  struct mark *marks = marks_of(schedule), mark = {step, step == 0 ? INT64_MAX : 0, schedule->stored};
  int64_t last = schedule->stored - 1;
  if (schedule->stored == schedule->options.slots) {
    if (last == 0) return -1;
    int64_t given = spare(schedule);
    if (given < 0) {
      given = last;
      mark.level = marks[last].level + 1;
    }
    mark.slot = marks[given].slot;
    for (int64_t i = given; i < last; i++) marks[i] = marks[i + 1];
    schedule->stored--;
  }
  marks[schedule->stored++] = mark;
  return mark.slot;
}

static int expand_online(tsad_schedule *schedule, struct frame frame) {
  int64_t slot = place(schedule, frame.from);
  struct frame frames[] = {frame_store(frame.from, slot), frame_forward(frame.from, frame.from + 1), {.op = SWEEP, .from = frame.from + 1}};
  return slot < 0 ? tsad_work_push(schedule, frames + 1, 2) : tsad_work_push(schedule, frames, 3);
}

/* Positions are the marks in order, then the slots that hold none. */
static int number_slots(tsad_schedule *schedule) {
  const struct mark *marks = marks_of(schedule);
  int64_t slots = schedule->options.slots;
  bool *taken = calloc((size_t)slots, sizeof *taken);
  schedule->slot_of = malloc((size_t)slots * sizeof *schedule->slot_of);
  if (taken != NULL && schedule->slot_of != NULL) {
    int64_t next = schedule->stored;
    for (int64_t i = 0; i < schedule->stored; i++) {
      schedule->slot_of[i] = marks[i].slot;
      taken[marks[i].slot] = true;
    }
    for (int64_t slot = 0; slot < slots; slot++) {
      if (!taken[slot]) schedule->slot_of[next++] = slot;
    }
  }
  free(taken);
  return taken == NULL || schedule->slot_of == NULL ? -1 : 0;
}

static int end_online(tsad_schedule *schedule) {
  const struct mark *marks = marks_of(schedule);
  if (schedule->stored > 0 && marks[schedule->stored - 1].step == schedule->nsteps) schedule->stored--;
  if (number_slots(schedule) != 0) return -1;
  for (int64_t i = 0; i < schedule->stored; i++) {
    int64_t to = i + 1 < schedule->stored ? marks[i + 1].step : schedule->nsteps;
    struct frame gap = {STORED, 0, marks[i].step, to, i, i + 1};
    if (tsad_work_push(schedule, &gap, 1) != 0) return -1;
  }
  return 0;
}

/* A length that is known makes no difference, but that it need not be told. */
static int check_online(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  if (nsteps >= 0) return tsad_schedule_refuse(error, size, "online is for loops of unknown length; for %lld steps use revolve", (long long)nsteps);
  return tsad_check_slots("online", options, nsteps, error, size);
}

static int start_online(tsad_schedule *schedule, char *error, size_t size) {
  schedule->split = tsad_binomial_split;
  schedule->limit = schedule->options.slots;
  size_t most = SIZE_MAX / sizeof(struct mark);
  if ((uint64_t)schedule->options.slots < most) schedule->marks = malloc((size_t)schedule->options.slots * sizeof(struct mark));
  if (schedule->marks == NULL) {
    return tsad_schedule_refuse(error, size, "online: no memory for a table of %lld slots", (long long)schedule->options.slots);
  }
  return tsad_work_push(schedule, &(struct frame){.op = SWEEP}, 1);
}

const struct schedule_class tsad_class_online = {"online", true, check_online, start_online, expand_online, end_online};
