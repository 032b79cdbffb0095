/* States and gradients in files of their own: the bytes of the regions, one behind the other, as they are in memory. */
#include "driver.h"
#include <errno.h>
#include <string.h>

void tsad_dump(tsad_checkpoint *checkpoint, const char *what, const struct state *state, int64_t step) {
  const tsad_checkpoint_config *config = &checkpoint->config;
  if (config->dump_period == 0 || step % config->dump_period != 0) return;
  char path[1024];
  snprintf(path, sizeof path, "%.800s/%.100s.r%d.%s_%09lld.bin", config->folder, config->job, (int)config->rank, what, (long long)step);
  FILE *file = fopen(path, "wb");
  bool whole = file != NULL;
  size_t left = state->span_bytes;
  for (size_t i = 0; whole && left > 0; i++) {
    size_t bytes = state->spans[i].bytes;
    whole = fwrite(state->spans[i].data, 1, bytes, file) == bytes;
    left -= bytes;
  }
  if (file != NULL && fclose(file) != 0) whole = false;
  if (!whole) tsad_checkpoint_fail(checkpoint, "cannot write %.300s (%s)", path, strerror(errno));
}
