/* States of level 0 in memory, the others in a file: which is which the schedule says. */
#include "store.h"
#include <stdlib.h>
#include <string.h>

struct layered_store {
  struct store base;
  struct store *memory, *file;
};

static struct store *layer(const struct store *base, struct place place) {
  const struct layered_store *store = (const struct layered_store *)base;
  return place.level == 0 ? store->memory : store->file;
}

/* The sentence of a layer is that of the whole. */
static int passed(struct store *base, const struct store *part, int result) {
  if (result != 0) memcpy(base->error, part->error, sizeof base->error);
  return result;
}

static int put_layered(struct store *base, struct place place, const struct span *spans, size_t count) {
  struct store *part = layer(base, place);
  return passed(base, part, part->kind->put(part, place, spans, count));
}

static int get_layered(struct store *base, struct place place, const struct span *spans, size_t count) {
  struct store *part = layer(base, place);
  return passed(base, part, part->kind->get(part, place, spans, count));
}

static void hint_layered(struct store *base, struct place place, size_t bytes) {
  struct store *part = layer(base, place);
  if (part->kind->hint != NULL) part->kind->hint(part, place, bytes);
}

static int close_layered(struct store *base, char *error) {
  struct layered_store *store = (struct layered_store *)base;
  int failed = store->memory->kind->close(store->memory, error);
  if (store->file->kind->close(store->file, error) != 0) failed = -1;
  free(store);
  return failed;
}

static const struct store_class layered = {put_layered, get_layered, hint_layered, close_layered};

struct store *tsad_store_layered(const struct store_options *options, char *error) {
  struct layered_store *store = calloc(1, sizeof *store);
  if (store == NULL) {
    tsad_store_fail(error, "out of memory");
    return NULL;
  }
  store->base.kind = &layered;
  store->base.state_bytes = options->state_bytes;
  store->memory = tsad_store_memory(options, error);
  store->file = store->memory == NULL ? NULL : tsad_store_file(options, error);
  if (store->file != NULL) {
    memcpy(store->base.path, store->file->path, sizeof store->base.path);
    return &store->base;
  }
  char ignored[STORE_ERROR_SIZE];
  if (store->memory != NULL) store->memory->kind->close(store->memory, ignored);
  free(store);
  return NULL;
}
