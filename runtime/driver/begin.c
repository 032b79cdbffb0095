/* Makes everything that a loop needs, or says why it cannot be had. */
#include "driver.h"
#include <stdlib.h>
#include <string.h>

static void list_regions(tsad_checkpoint *checkpoint) {
  const tsad_loop *loop = &checkpoint->loop;
  unsigned state = 1u << TSAD_STATE | 1u << TSAD_POINTER;
  int failed = tsad_state_list(&checkpoint->state, loop->regions, loop->region_count, state);
  failed |= tsad_state_list(&checkpoint->whole, loop->regions, loop->region_count, state | 1u << TSAD_ONCE);
  failed |= tsad_state_list(&checkpoint->shadow, loop->regions, loop->region_count, 1u << TSAD_SHADOW);
  if (failed) tsad_checkpoint_fail(checkpoint, "the regions of the loop have more bytes than there can be");
}

/* A budget is for everything that is kept. */
static void take_ends_from_budget(tsad_checkpoint *checkpoint, tsad_schedule_options *options) {
  uint64_t ends = checkpoint->state.bytes + checkpoint->whole.bytes;
  char budget[32], need[32];
  if (options->budget < ends + checkpoint->state.bytes) {
    tsad_checkpoint_fail(checkpoint, "auto: a budget of %s does not hold one state and those at the ends of the sweeps, %s",
                         tsad_bytes_text(options->budget, budget), tsad_bytes_text(ends + checkpoint->state.bytes, need));
  }
  options->budget -= ends;
}

static void choose_schedule(tsad_checkpoint *checkpoint) {
  tsad_checkpoint_config *config = &checkpoint->config;
  tsad_schedule_options options = config->schedule;
  char error[300];
  bool records = checkpoint->loop.record != NULL && checkpoint->loop.unwind != NULL && checkpoint->loop.record_bytes > 0;
  if (options.kind == TSAD_MIXED && !records) tsad_checkpoint_fail(checkpoint, "mixed needs a step that can be recorded; revolve does not");
  if (options.kind == TSAD_REVOLVE && config->storage == TSAD_LAYERED) options.kind = TSAD_MULTISTAGE;
  options.snapshot_bytes = checkpoint->state.bytes;
  options.record_bytes = records ? checkpoint->loop.record_bytes : 0;
  bool is_auto = options.kind == TSAD_AUTO;
  if (is_auto) take_ends_from_budget(checkpoint, &options);
  int64_t length = options.kind == TSAD_ONLINE ? -1 : checkpoint->announced;
  if (tsad_schedule_choose(&options, length, &config->schedule, error, sizeof error) != 0) tsad_checkpoint_fail(checkpoint, "%s", error);
  if (is_auto && config->verbose < 1) config->verbose = 1;
  if (config->resume != NULL) return;
  if (tsad_schedule_init(&checkpoint->schedule, &config->schedule, length, error, sizeof error) != 0) {
    tsad_checkpoint_fail(checkpoint, "%s", error);
  }
}

/* How many slots a file has to have room for; -1 where that is seen as it comes. */
static int64_t slots_needed(const tsad_checkpoint *checkpoint) {
  const tsad_schedule_options *options = &checkpoint->config.schedule;
  int64_t steps = checkpoint->announced;
  switch (options->kind) {
  case TSAD_REVOLVE:
  case TSAD_MIXED: return steps >= 0 && steps < options->slots ? steps : options->slots;
  case TSAD_ONLINE: return options->slots;
  default: return -1;
  }
}

static void open_stores(tsad_checkpoint *checkpoint) {
  static struct store *(*const makers[])(const struct store_options *, char *) = {
      [TSAD_MEMORY] = tsad_store_memory, [TSAD_FILE] = tsad_store_file, [TSAD_LAYERED] = tsad_store_layered, [TSAD_HDF5] = tsad_store_hdf5};
  const tsad_checkpoint_config *config = &checkpoint->config;
  char error[STORE_ERROR_SIZE];
  size_t bytes = checkpoint->state.bytes, record = config->schedule.kind == TSAD_MIXED ? checkpoint->loop.record_bytes : 0;
  struct store_options options = {config->folder, config->job, config->rank, bytes > record ? bytes : record, slots_needed(checkpoint)};
  if (config->storage < TSAD_MEMORY || config->storage > TSAD_HDF5) tsad_checkpoint_fail(checkpoint, "%d is no storage", (int)config->storage);
  checkpoint->store = makers[config->storage](&options, error);
  if (checkpoint->store == NULL) tsad_checkpoint_fail(checkpoint, "%s", error);
  options.state_bytes = checkpoint->whole.bytes;
  checkpoint->aside = tsad_store_memory(&options, error);
  checkpoint->record = record == 0 ? NULL : malloc(record);
  if (checkpoint->aside == NULL || (record > 0 && checkpoint->record == NULL)) tsad_checkpoint_fail(checkpoint, "out of memory");
}

static void check_names(const tsad_checkpoint *checkpoint) {
  const char *job = checkpoint->config.job;
  if (*job != '\0' && strchr(job, '/') == NULL) return;
  tsad_checkpoint_fail(checkpoint, "'%.100s' cannot be part of a file's name: give a job of letters and digits", job);
}

tsad_checkpoint *tsad_checkpoint_begin(const tsad_loop *loop, const tsad_checkpoint_config *config, int64_t nsteps) {
  tsad_checkpoint *checkpoint = calloc(1, sizeof *checkpoint);
  static const tsad_checkpoint empty;
  if (checkpoint == NULL) tsad_checkpoint_fail(&empty, "out of memory");
  checkpoint->loop = *loop;
  checkpoint->config = *config;
  checkpoint->announced = checkpoint->nsteps = nsteps;
  tsad_crc_prepare(&checkpoint->crc);
  tsad_settings_read(checkpoint);
  if (checkpoint->config.folder == NULL) checkpoint->config.folder = ".";
  if (checkpoint->config.job == NULL) checkpoint->config.job = loop->name;
  checkpoint->resumed = checkpoint->config.resume != NULL;
  check_names(checkpoint);
  list_regions(checkpoint);
  choose_schedule(checkpoint);
  tsad_journal_begin(checkpoint);
  open_stores(checkpoint);
  tsad_report_begin(checkpoint);
  return checkpoint;
}
