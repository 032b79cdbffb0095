/* The regions of a loop as a list of spans. */
#include "driver.h"
#include <stdlib.h>
#include <string.h>

static bool is_one_of(int32_t kind, unsigned kinds) { return (kinds >> kind & 1) != 0; }

/* The spans of the regions of these kinds, and behind them the pointers in a form that does not depend on addresses. Returns -1 where
 * the bytes are more than there can be, or memory runs out. */
int tsad_state_list(struct state *state, const tsad_region *regions, size_t count, unsigned kinds) {
  *state = (struct state){.regions = regions, .count = count};
  state->spans = calloc(count + 1, sizeof *state->spans);
  state->pointers = calloc(2 * count + 1, sizeof *state->pointers);
  if (state->spans == NULL || state->pointers == NULL) return -1;
  for (size_t i = 0; i < count; i++) {
    if (!is_one_of(regions[i].kind, kinds)) continue;
    if (regions[i].kind == TSAD_POINTER) {
      state->pointer_count++;
      continue;
    }
    state->spans[state->span_count++] = (struct span){regions[i].data, regions[i].bytes};
    if (__builtin_add_overflow(state->span_bytes, regions[i].bytes, &state->span_bytes)) return -1;
  }
  size_t bytes = 2 * state->pointer_count * sizeof *state->pointers;
  if (bytes > 0) state->spans[state->span_count++] = (struct span){state->pointers, bytes};
  return __builtin_add_overflow(state->span_bytes, bytes, &state->bytes) || state->bytes > SIZE_MAX / 8 ? -1 : 0;
}

void tsad_state_free(struct state *state) {
  free(state->spans);
  free(state->pointers);
}

/* The region that an address is in, or just behind; -1 for none. One that it is in goes before one that it is behind. */
static int64_t region_of(const struct state *state, uintptr_t address) {
  int64_t behind = -1;
  for (size_t i = 0; i < state->count; i++) {
    uintptr_t start = (uintptr_t)state->regions[i].data;
    if (state->regions[i].kind == TSAD_POINTER || address < start || address - start > state->regions[i].bytes) continue;
    if (address - start < state->regions[i].bytes) return (int64_t)i;
    behind = (int64_t)i;
  }
  return behind;
}

void tsad_state_before_put(struct state *state) {
  int64_t *pointer = state->pointers;
  for (size_t i = 0; i < state->count && state->pointer_count > 0; i++) {
    if (state->regions[i].kind != TSAD_POINTER) continue;
    uintptr_t address;
    memcpy(&address, state->regions[i].data, sizeof address);
    int64_t region = region_of(state, address);
    pointer[0] = region;
    pointer[1] = region < 0 ? (int64_t)address : (int64_t)(address - (uintptr_t)state->regions[region].data);
    pointer += 2;
  }
}

int tsad_state_after_get(struct state *state) {
  const int64_t *pointer = state->pointers;
  for (size_t i = 0; i < state->count && state->pointer_count > 0; i++) {
    if (state->regions[i].kind != TSAD_POINTER) continue;
    if (pointer[0] >= (int64_t)state->count) return -1;
    uintptr_t start = pointer[0] < 0 ? 0 : (uintptr_t)state->regions[pointer[0]].data;
    uintptr_t address = start + (uintptr_t)pointer[1];
    memcpy(state->regions[i].data, &address, sizeof address);
    pointer += 2;
  }
  return 0;
}

bool tsad_state_is_portable(const struct state *state) {
  for (size_t i = 0; i < state->pointer_count; i++) {
    bool is_null = state->pointers[2 * i + 1] == 0;
    if (state->pointers[2 * i] < 0 && !is_null) return false;
  }
  return true;
}

uint32_t tsad_state_layout(const tsad_checkpoint *checkpoint) {
  uint32_t crc = 0;
  for (size_t i = 0; i < checkpoint->loop.region_count; i++) {
    const tsad_region *region = &checkpoint->loop.regions[i];
    uint64_t about[2] = {region->bytes, (uint64_t)region->kind};
    crc = tsad_crc_of(&checkpoint->crc, crc, about, sizeof about);
  }
  return crc;
}

uint32_t tsad_state_crc(const struct crc *crc, struct state *state) {
  uint32_t value = 0;
  tsad_state_before_put(state);
  for (size_t i = 0; i < state->span_count; i++) value = tsad_crc_of(crc, value, state->spans[i].data, state->spans[i].bytes);
  return value;
}
