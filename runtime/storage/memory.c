/* States in memory. A slot takes its memory when it is first put to. */
#include "store.h"
#include <stdlib.h>
#include <string.h>

struct kept {
  unsigned char *data;
  int64_t step;
};

struct memory_store {
  struct store base;
  struct kept *slots;
  int64_t room;
};

static int make_room(struct memory_store *store, int64_t slot) {
  if (slot < store->room) return 0;
  int64_t room = 2 * slot + 8;
  struct kept *slots = realloc(store->slots, (size_t)room * sizeof *slots);
  if (slots == NULL) return -1;
  memset(slots + store->room, 0, (size_t)(room - store->room) * sizeof *slots);
  store->slots = slots;
  store->room = room;
  return 0;
}

static int put_memory(struct store *base, struct place place, const struct span *spans, size_t count) {
  struct memory_store *store = (struct memory_store *)base;
  if (make_room(store, place.slot) == 0) {
    struct kept *kept = &store->slots[place.slot];
    if (kept->data == NULL) kept->data = malloc(base->state_bytes > 0 ? base->state_bytes : 1);
    if (kept->data != NULL) {
      tsad_spans_gather(spans, count, kept->data);
      kept->step = place.step;
      return 0;
    }
  }
  char text[32];
  return tsad_store_fail(base->error, "slot %lld: no memory for a state of %s", (long long)place.slot,
                         tsad_bytes_text(base->state_bytes, text));
}

static int get_memory(struct store *base, struct place place, const struct span *spans, size_t count) {
  struct memory_store *store = (struct memory_store *)base;
  struct kept *kept = place.slot < store->room ? &store->slots[place.slot] : NULL;
  if (kept == NULL || kept->data == NULL || kept->step != place.step) {
    return tsad_store_fail(base->error, "slot %lld does not hold state %lld", (long long)place.slot, (long long)place.step);
  }
  tsad_spans_scatter(spans, count, kept->data);
  return 0;
}

static int close_memory(struct store *base, char *error) {
  struct memory_store *store = (struct memory_store *)base;
  (void)error;
  for (int64_t i = 0; i < store->room; i++) free(store->slots[i].data);
  free(store->slots);
  free(store);
  return 0;
}

static const struct store_class memory = {put_memory, get_memory, NULL, close_memory};

struct store *tsad_store_memory(const struct store_options *options, char *error) {
  struct memory_store *store = calloc(1, sizeof *store);
  if (store == NULL) {
    tsad_store_fail(error, "out of memory");
    return NULL;
  }
  store->base.kind = &memory;
  store->base.state_bytes = options->state_bytes;
  return &store->base;
}
