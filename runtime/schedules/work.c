/* The stack of frames, and the two kinds of frames that most schedules end in. */
#include "work.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int tsad_schedule_refuse(char *error, size_t size, const char *format, ...) {
  va_list values;
  va_start(values, format);
  if (size > 0) vsnprintf(error, size, format, values);
  va_end(values);
  return -1;
}

static int make_room(tsad_schedule *schedule, size_t count) {
  if (schedule->depth + count <= schedule->room) return 0;
  size_t room = 2 * schedule->room + count;
  struct frame *stack = realloc(schedule->stack, room * sizeof *stack);
  if (stack == NULL) return -1;
  schedule->stack = stack;
  schedule->room = room;
  return 0;
}

int tsad_work_push(tsad_schedule *schedule, const struct frame *frames, size_t count) {
  if (make_room(schedule, count) != 0) return -1;
  for (size_t i = count; i > 0; i--) schedule->stack[schedule->depth++] = frames[i - 1];
  return 0;
}

/* A single step is turned as it is; more need the state stored first. */
static int expand_fresh(tsad_schedule *schedule, struct frame part) {
  if (part.from == part.to) return 0;
  if (part.from + 1 == part.to) {
    struct frame turn = frame_turn(part.from);
    return tsad_work_push(schedule, &turn, 1);
  }
  struct frame stored = part;
  stored.op = STORED, stored.slot = part.next, stored.next = part.next + 1, stored.level = 0;
  struct frame frames[] = {frame_store(part.from, part.next), stored};
  return tsad_work_push(schedule, frames, 2);
}

/* Goes some steps ahead, reverses what lies behind them with the slots that are left, comes back, and reverses the steps between. */
static int expand_stored(tsad_schedule *schedule, struct frame part) {
  if (part.from == part.to) return 0;
  struct frame restore = frame_restore(part.from, part.slot);
  restore.level = part.level;
  if (part.from + 1 == part.to) {
    struct frame frames[] = {restore, frame_turn(part.from)};
    return tsad_work_push(schedule, frames, 2);
  }
  int64_t middle = part.from + schedule->split(part.to - part.from, 1 + schedule->limit - part.next);
  struct frame after = {FRESH, 0, middle, part.to, -1, part.next};
  struct frame before = part;
  before.to = middle;
  struct frame frames[] = {restore, frame_forward(part.from, middle), after, before};
  return tsad_work_push(schedule, frames, 4);
}

static int expand(tsad_schedule *schedule, struct frame frame) {
  switch (frame.op) {
  case FRESH: return expand_fresh(schedule, frame);
  case STORED: return expand_stored(schedule, frame);
  default: return schedule->kind->expand(schedule, frame);
  }
}

/* Writes the action of a frame. Returns false where there is nothing to do: the state to be restored is at hand. */
static bool act(tsad_schedule *schedule, struct frame frame, tsad_action *action) {
  bool has_slot = frame.slot >= 0;
  *action = (tsad_action){.kind = frame.op, .level = frame.level, .iteration = frame.to, .start = frame.from, .slot = frame.slot};
  if (has_slot && schedule->level_of != NULL) action->level = schedule->level_of[frame.slot];
  if (has_slot && schedule->slot_of != NULL) action->slot = schedule->slot_of[frame.slot];
  switch (frame.op) {
  case TSAD_RESTORE:
    if (schedule->live == frame.from) return false;
    schedule->live = frame.from;
    break;
  case TSAD_FORWARD:
    schedule->reached = frame.to;
    schedule->live = frame.to;
    break;
  case TSAD_RECORD: schedule->live = frame.to; break;
  case TSAD_UTURN:
    if (!schedule->turned) action->kind = TSAD_FIRSTUTURN;
    schedule->turned = true;
    schedule->live = -1;
    break;
  case TSAD_UNWIND: schedule->live = -1; break;
  default: break;
  }
  return true;
}

void tsad_schedule_next(tsad_schedule *schedule, tsad_action *action) {
  while (schedule->depth > 0 && !schedule->failed) {
    struct frame frame = schedule->stack[--schedule->depth];
    if (frame.op > TSAD_UNWIND) schedule->failed = expand(schedule, frame) != 0;
    else if (act(schedule, frame, action)) return;
  }
  *action = (tsad_action){.kind = schedule->failed ? TSAD_ERR : TSAD_DONE, .slot = -1};
}
