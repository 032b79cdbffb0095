/* What the environment changes of the configuration of a loop:
 *   TSAD_CKPT=SCHEDULE          revolve:20, two-level:100:5, hrevolve:8:100/5/5, auto:2GB, ...
 *   TSAD_CKPT_STORAGE=NAME      memory, file, layered, hdf5
 *   TSAD_CKPT_DIR=FOLDER        for files
 *   TSAD_CKPT_TRACE=FILE        the actions
 *   TSAD_CKPT_VERBOSE=N         0, 1, 2
 *   TSAD_CKPT_JOURNAL=N         save the gradient every N turns
 *   TSAD_CKPT_RESUME=FOLDER     go on from such a journal
 *   TSAD_CKPT_DUMP=N            states and gradients at every Nth step to files */
#include "driver.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A text that is read from the front. */
struct reader {
  const tsad_checkpoint *checkpoint;
  const char *variable, *whole, *at;
};

static _Noreturn void refuse(const struct reader *reader, const char *why) {
  tsad_checkpoint_fail(reader->checkpoint, "%s=%s: %s", reader->variable, reader->whole, why);
}

static int64_t read_number(struct reader *reader) {
  char *end;
  errno = 0;
  long long value = strtoll(reader->at, &end, 10);
  if (end == reader->at || errno != 0) refuse(reader, "a whole number is missing");
  reader->at = end;
  return value;
}

static double read_cost(struct reader *reader) {
  char *end;
  double value = strtod(reader->at, &end);
  if (end == reader->at) refuse(reader, "a cost is missing");
  reader->at = end;
  return value;
}

static bool skip(struct reader *reader, char mark) {
  if (*reader->at != mark) return false;
  reader->at++;
  return true;
}

/* "2GB", "500 MB", "1000" */
static uint64_t read_bytes(struct reader *reader) {
  static const char *const units[] = {"KB", "MB", "GB", "TB"};
  int64_t value = read_number(reader);
  if (value < 0) refuse(reader, "a budget is not negative");
  for (int i = 0, factor = 1000; i < 4; i++) {
    if (strcmp(reader->at, units[i]) != 0) continue;
    reader->at += 2;
    for (int j = 0; j <= i; j++) {
      if (__builtin_mul_overflow(value, factor, &value)) refuse(reader, "the number is too large");
    }
  }
  return (uint64_t)value;
}

/* Levels "8", "8/5", "8/5/3": slots, the cost of writing and that of reading. */
static void read_levels(struct reader *reader, tsad_schedule_options *options) {
  for (options->levels = 0; skip(reader, ':'); options->levels++) {
    int32_t level = options->levels;
    if (level == TSAD_MAX_LEVELS) refuse(reader, "these are too many levels");
    options->level_slots[level] = read_number(reader);
    if (skip(reader, '/')) options->write_cost[level] = options->read_cost[level] = read_cost(reader);
    if (skip(reader, '/')) options->read_cost[level] = read_cost(reader);
  }
}

/* A number of slots that is written out is meant: 0 is not the default. */
static int64_t read_slots(struct reader *reader) {
  int64_t slots = read_number(reader);
  if (slots < 1) refuse(reader, "it needs at least 1 slot");
  return slots;
}

static void read_schedule(struct reader *reader, tsad_schedule_options *options) {
  char name[32] = "";
  size_t length = strcspn(reader->at, ":");
  if (length < sizeof name) memcpy(name, reader->at, length);
  reader->at += length;
  *options = (tsad_schedule_options){.kind = tsad_schedule_kind_of(name)};
  switch (options->kind) {
  case TSAD_HREVOLVE:
  case TSAD_DISK_REVOLVE: read_levels(reader, options); break;
  case TSAD_AUTO:
    if (!skip(reader, ':')) refuse(reader, "auto needs a budget, as in auto:2GB");
    options->budget = read_bytes(reader);
    break;
  case TSAD_TWO_LEVEL:
    if (skip(reader, ':')) options->period = read_number(reader);
    if (skip(reader, ':')) options->slots = read_number(reader);
    break;
  case TSAD_STORE_ALL: break;
  default:
    if (options->kind < 0) {
      refuse(reader, "unknown schedule, expected store-all, periodic, two-level, revolve, multistage, hrevolve, disk-revolve, mixed, "
                     "online or auto");
    }
    if (skip(reader, ':')) options->slots = read_slots(reader);
    if (options->kind == TSAD_MULTISTAGE && skip(reader, ':')) options->level_slots[0] = read_number(reader);
    if (options->kind == TSAD_PERIODIC && skip(reader, ':')) {
      options->period = read_number(reader);
      options->slots = 0;
    }
  }
  if (*reader->at != '\0') refuse(reader, "it does not end where it should");
}

static int32_t read_storage(struct reader *reader) {
  static const char *const names[] = {"memory", "file", "layered", "hdf5"};
  for (int32_t i = 0; i < 4; i++) {
    if (strcmp(reader->at, names[i]) == 0) return i;
  }
  refuse(reader, "unknown storage, expected memory, file, layered or hdf5");
}

static int64_t read_count(struct reader *reader) {
  int64_t count = read_number(reader);
  if (count < 0 || *reader->at != '\0') refuse(reader, "a whole number from 0 is expected");
  return count;
}

/* Begins to read a variable that is set, and notes that it is. */
static bool is_set(struct reader *reader, const char *variable, char *active, size_t size) {
  const char *text = getenv(variable);
  if (text == NULL || *text == '\0') return false;
  reader->variable = variable;
  reader->whole = reader->at = text;
  size_t length = strlen(active);
  snprintf(active + length, size - length, " %s=%s", variable, text);
  return true;
}

/* The rank that the launcher of this process gave it: 0 where there is none. */
static int32_t rank_of_launcher(void) {
  static const char *const variables[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "SLURM_PROCID"};
  for (int i = 0; i < 4; i++) {
    const char *text = getenv(variables[i]);
    if (text != NULL && *text != '\0') return (int32_t)strtol(text, NULL, 10);
  }
  return 0;
}

void tsad_settings_read(tsad_checkpoint *checkpoint) {
  tsad_checkpoint_config *config = &checkpoint->config;
  if (config->rank == 0) config->rank = rank_of_launcher();
  struct reader reader = {.checkpoint = checkpoint};
  char active[2048] = "";
  size_t size = sizeof active;
  if (is_set(&reader, "TSAD_CKPT", active, size)) read_schedule(&reader, &config->schedule);
  if (is_set(&reader, "TSAD_CKPT_STORAGE", active, size)) config->storage = read_storage(&reader);
  if (is_set(&reader, "TSAD_CKPT_DIR", active, size)) config->folder = reader.at;
  if (is_set(&reader, "TSAD_CKPT_TRACE", active, size)) config->trace = reader.at;
  if (is_set(&reader, "TSAD_CKPT_VERBOSE", active, size)) config->verbose = (int32_t)read_count(&reader);
  if (is_set(&reader, "TSAD_CKPT_JOURNAL", active, size)) config->journal_period = read_count(&reader);
  if (is_set(&reader, "TSAD_CKPT_RESUME", active, size)) config->resume = reader.at;
  if (is_set(&reader, "TSAD_CKPT_DUMP", active, size)) config->dump_period = read_count(&reader);
  if (active[0] == '\0') return;
  const char *location = checkpoint->loop.location == NULL ? checkpoint->loop.name : checkpoint->loop.location;
  fprintf(stderr, "tsad: %s: the environment has%s\n", location, active);
}
