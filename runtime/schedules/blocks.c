/* The schedules that cut the loop into blocks, whose first states are stored on the first way through: periodic and two-level. */
#include "work.h"

static int64_t one_step(int64_t steps, int64_t slots) {
  (void)steps, (void)slots;
  return 1;
}

/* The first step of a block: blocks of equal length, or `slots` blocks of almost equal length. */
static int64_t start_of(const tsad_schedule *schedule, int64_t block) {
  const tsad_schedule_options *options = &schedule->options;
  if (options->kind == TSAD_TWO_LEVEL || options->slots == 0) return block * options->period;
  int64_t length = schedule->nsteps / options->slots, over = schedule->nsteps % options->slots;
  return block * length + block * over / options->slots;
}

static int64_t end_of(const tsad_schedule *schedule, int64_t block) {
  int64_t end = start_of(schedule, block + 1);
  return schedule->nsteps >= 0 && end > schedule->nsteps ? schedule->nsteps : end;
}

/* Blocks are numbered in `slot`. */
static int expand_blocks(tsad_schedule *schedule, struct frame frame) {
  int64_t block = frame.slot, from = start_of(schedule, block), to = end_of(schedule, block);
  bool two = schedule->options.kind == TSAD_TWO_LEVEL;
  int32_t level = two ? 1 : 0;
  if (frame.op == PART) {
    int64_t next = two ? schedule->limit - schedule->options.slots : schedule->limit;
    struct frame frames[] = {{STORED, level, from, to, block, next}, {.op = PART, .slot = block - 1}};
    return tsad_work_push(schedule, frames, block > 0 ? 2 : 1);
  }
  struct frame store = frame_store(from, block);
  store.level = level;
  struct frame on = {.op = SWEEP, .slot = block + 1};
  struct frame frames[] = {store, frame_forward(from, to), on};
  if (to != schedule->nsteps) return tsad_work_push(schedule, frames, 3);
  frames[1] = (struct frame){.op = PART, .slot = block};
  return tsad_work_push(schedule, frames, 2);
}

/* The positions behind those of the blocks are for the inside of one. */
static void set_limit(tsad_schedule *schedule) {
  bool two = schedule->options.kind == TSAD_TWO_LEVEL;
  int64_t blocks = schedule->options.slots;
  if (two || blocks == 0) blocks = (schedule->nsteps + schedule->options.period - 1) / schedule->options.period;
  schedule->limit = blocks + (two ? schedule->options.slots : 0);
}

static int start_blocks(tsad_schedule *schedule, char *error, size_t size) {
  (void)error, (void)size;
  schedule->split = schedule->options.kind == TSAD_TWO_LEVEL ? tsad_binomial_split : one_step;
  if (schedule->nsteps == 0) return 0;
  if (schedule->nsteps > 0) set_limit(schedule);
  return tsad_work_push(schedule, &(struct frame){.op = SWEEP}, 1);
}

static int end_blocks(tsad_schedule *schedule) {
  set_limit(schedule);
  int64_t last = (schedule->nsteps - 1) / schedule->options.period;
  return tsad_work_push(schedule, &(struct frame){.op = PART, .slot = last}, 1);
}

static int check_periodic(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  if (options->slots < 0 || options->period < 0) {
    long long got = options->slots < 0 ? options->slots : options->period;
    return tsad_schedule_refuse(error, size, "periodic needs at least 1 segment, got %lld", got);
  }
  if (options->slots > nsteps && nsteps > 0) options->slots = nsteps;
  if (options->slots > 0 && nsteps >= 0) return 0;
  options->slots = 0;
  if (options->period == 0 && nsteps < 0) {
    return tsad_schedule_refuse(error, size, "periodic needs the number of steps or a period; online needs neither");
  }
  if (options->period == 0) options->period = nsteps < 4 ? 1 : tsad_default_slots(nsteps);
  return 0;
}

static int check_two_level(tsad_schedule_options *options, int64_t nsteps, char *error, size_t size) {
  (void)nsteps;
  if (options->period < 1) {
    return tsad_schedule_refuse(error, size, "two-level needs a period of at least 1 step, got %lld", (long long)options->period);
  }
  if (options->slots >= 0) return 0;
  return tsad_schedule_refuse(error, size, "two-level needs 0 or more slots inside a block, got %lld", (long long)options->slots);
}

/* Stores of one segment replace those of another. */
const struct schedule_class tsad_class_periodic = {"periodic", true, check_periodic, start_blocks, expand_blocks, end_blocks};

/* R. Giering and T. Kaminski, "Recipes for adjoint code construction", ACM TOMS 24 (1998) 437-474, section on checkpoints; the inside of
 * a block is reversed by revolve. */
const struct schedule_class tsad_class_two_level = {"two-level", true, check_two_level, start_blocks, expand_blocks, end_blocks};
