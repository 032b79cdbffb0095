/* What a run tells: predictions, counts, the trace, and errors. */
#define _POSIX_C_SOURCE 200809L
#include "driver.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *place_of(const tsad_checkpoint *checkpoint) {
  if (checkpoint->loop.location != NULL) return checkpoint->loop.location;
  return checkpoint->loop.name == NULL ? "a loop" : checkpoint->loop.name;
}

/* Snapshots are of no use without the process, which most likely ends now. */
_Noreturn void tsad_checkpoint_fail(const tsad_checkpoint *checkpoint, const char *format, ...) {
  char reason[STORE_ERROR_SIZE + 256], sentence[STORE_ERROR_SIZE + 512];
  va_list values;
  va_start(values, format);
  vsnprintf(reason, sizeof reason, format, values);
  va_end(values);
  snprintf(sentence, sizeof sentence, "tsad: %.200s: %s", place_of(checkpoint), reason);
  if (checkpoint->store != NULL && checkpoint->store->path[0] != '\0') unlink(checkpoint->store->path);
  if (checkpoint->config.fail != NULL) checkpoint->config.fail(sentence, checkpoint->config.fail_data);
  fprintf(stderr, "%s\n", sentence);
  exit(1);
}

static void open_trace(tsad_checkpoint *checkpoint) {
  const tsad_checkpoint_config *config = &checkpoint->config;
  char path[1024];
  if (config->trace == NULL) return;
  if (config->rank > 0) snprintf(path, sizeof path, "%.1000s.r%d", config->trace, (int)config->rank);
  else snprintf(path, sizeof path, "%.1000s", config->trace);
  checkpoint->trace = fopen(path, "a");
  if (checkpoint->trace == NULL) tsad_checkpoint_fail(checkpoint, "cannot write the trace %.200s (%s)", path, strerror(errno));
  fprintf(checkpoint->trace, "{\"loop\":\"%s\",\"schedule\":\"%s\",\"steps\":%lld,\"state\":%zu}\n", checkpoint->loop.name,
          tsad_schedule_name(config->schedule.kind), (long long)checkpoint->announced, checkpoint->state.bytes);
}

static void print_prediction(const tsad_checkpoint *checkpoint) {
  const tsad_schedule_options *options = &checkpoint->config.schedule;
  tsad_prediction sum;
  char error[200], text[32], aside[32];
  int64_t length = checkpoint->nsteps;
  if (length < 0 || tsad_schedule_predict(options, length, options->kind == TSAD_ONLINE, &sum, error, sizeof error) != 0) return;
  fprintf(stderr, "tsad: %s: %s of %lld steps: will run %lld steps forward and turn %lld (factor %.3f), with %lld states, %s, and %s "
                  "at the ends\n",
          place_of(checkpoint), tsad_schedule_name(options->kind), (long long)length, (long long)sum.forward_steps, (long long)sum.turns,
          sum.factor, (long long)sum.slots, tsad_bytes_text(sum.bytes, text),
          tsad_bytes_text(checkpoint->state.bytes + checkpoint->whole.bytes, aside));
}

void tsad_report_begin(tsad_checkpoint *checkpoint) {
  static const char *const storages[] = {"memory", "a file", "memory, then a file", "HDF5"};
  open_trace(checkpoint);
  if (checkpoint->config.verbose < 1) return;
  print_prediction(checkpoint);
  if (checkpoint->config.verbose < 2) return;
  char text[32];
  fprintf(stderr, "tsad: %s: a state of %s in %zu regions, kept in %s\n", place_of(checkpoint),
          tsad_bytes_text(checkpoint->state.bytes, text), checkpoint->loop.region_count, storages[checkpoint->config.storage]);
}

void tsad_report_action(tsad_checkpoint *checkpoint, const tsad_action *action) {
  static const char *const names[] = {
      [TSAD_STORE] = "store", [TSAD_RESTORE] = "restore", [TSAD_FORWARD] = "forward", [TSAD_FIRSTUTURN] = "firstuturn",
      [TSAD_UTURN] = "uturn", [TSAD_DONE] = "done",       [TSAD_RECORD] = "record",   [TSAD_UNWIND] = "unwind"};
  FILE *trace = checkpoint->trace;
  if (trace == NULL) return;
  fprintf(trace, "{\"action\":\"%s\"", names[action->kind]);
  switch (action->kind) {
  case TSAD_STORE:
  case TSAD_RESTORE: fprintf(trace, ",\"step\":%lld", (long long)action->iteration); break;
  case TSAD_FORWARD: fprintf(trace, ",\"from\":%lld,\"to\":%lld", (long long)action->start, (long long)action->iteration); break;
  case TSAD_DONE: break;
  default: fprintf(trace, ",\"step\":%lld", (long long)action->start); break;
  }
  if (action->slot >= 0) fprintf(trace, ",\"slot\":%lld,\"level\":%d", (long long)action->slot, (int)action->level);
  fprintf(trace, "}\n");
}

void tsad_report_end(tsad_checkpoint *checkpoint) {
  tsad_checkpoint_stats *stats = &checkpoint->stats;
  stats->steps = checkpoint->nsteps;
  stats->bytes = (uint64_t)stats->slots * (checkpoint->store == NULL ? 0 : checkpoint->store->state_bytes) + checkpoint->state.bytes +
                 checkpoint->whole.bytes;
  if (checkpoint->config.stats != NULL) *checkpoint->config.stats = *stats;
  if (checkpoint->trace != NULL) fclose(checkpoint->trace);
  if (checkpoint->config.verbose < 1) return;
  char text[32];
  fprintf(stderr, "tsad: %s: ran %lld steps forward, turned %lld, stored %lld and restored %lld states in %lld slots, %s in all\n",
          place_of(checkpoint), (long long)stats->forward_steps, (long long)stats->turns, (long long)stats->stores,
          (long long)stats->restores, (long long)stats->slots, tsad_bytes_text(stats->bytes, text));
}
