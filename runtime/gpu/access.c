/* Every access to memory that may not be private comes through here before it happens. */
#include <stdlib.h>

#include "run.h"

static bool is_within(const char *from, size_t size, uintptr_t address) {
  return from != NULL && address - (uintptr_t)from < size;
}

static void check_private(uintptr_t address, uint32_t kind, tsad_gpu_site *site) {
  const thread *const t = run.current;
  if (address - (uintptr_t)t->fiber.stack >= run.options.stack_size) {
    fail(TSAD_GPU_PRIVATE_MEMORY, "%s accesses private memory of another thread at %s", name_of(t),
         text_of(site));
  }
  const uint32_t update = ACCESS_READ | ACCESS_WRITE | ACCESS_ATOMIC;
  if ((kind & update) == update) {
    fail(TSAD_GPU_PRIVATE_MEMORY, "%s updates its private memory atomically at %s", name_of(t),
         text_of(site));
  }
}

static bool is_written(const block *b, uint32_t byte) { return (b->written[byte / 8] >> byte % 8 & 1) != 0; }

static void note_written(block *b, uint32_t first, uint64_t size) {
  for (uint64_t i = first; i < first + size; i++) b->written[i / 8] |= (uint8_t)(1u << i % 8);
}

static void check_written(const block *b, const tsad_gpu_shared *variable, uint32_t first,
                          uint64_t size, tsad_gpu_site *site) {
  for (uint64_t i = first; i < first + size; i++) {
    if (is_written(b, (uint32_t)i)) continue;
    report_uninitialised(variable->name, (uint32_t)i - variable->offset, site);
    return;
  }
}

static void check_shared(uintptr_t address, uint64_t size, uint32_t kind, tsad_gpu_site *site) {
  block *const b = run.current->block;
  const uintptr_t offset = address - (uintptr_t)b->shared;
  const tsad_gpu_shared *const variable = offset < run.shared_size ? shared_variable((uint32_t)offset) : NULL;
  const uintptr_t end = variable == NULL       ? 0
                        : variable->size == 0 ? run.shared_size
                                              : variable->offset + variable->size;
  if (offset + size > end) {
    fail(TSAD_GPU_OUT_OF_BOUNDS, "%s accesses %llu bytes at %s outside of %s%s", name_of(run.current),
         (unsigned long long)size, text_of(site),
         variable == NULL ? "the shared memory of its block" : "the shared variable ",
         variable == NULL ? "" : variable->name);
  }
  if (!run.options.detect_races) return;
  if ((kind & ACCESS_READ) != 0) check_written(b, variable, (uint32_t)offset, size, site);
  if ((kind & ACCESS_WRITE) != 0) note_written(b, (uint32_t)offset, size);
}

void tsad_gpu_access(const void *p, uint64_t size, uint32_t kind, tsad_gpu_site *site) {
  if (run.current == NULL || size == 0) return;
  const uintptr_t address = (uintptr_t)p;
  if (is_within(run.stacks, run.stacks_size, address)) {
    check_private(address, kind, site);
    return;
  }
  const uint32_t every = run.options.interrupt_every;
  if (every != 0 && next_random() % every == 0) give_turn();
  if (is_within(run.shared, (size_t)run.shared_stride * run.options.resident_blocks, address)) {
    check_shared(address, size, kind, site);
  }
  if (run.options.detect_races) shadow_access(address, size, kind, site);
}

void *tsad_gpu_shared_base(void) { return run.current->block->shared; }

uint32_t tsad_gpu_in_shared(const void *p) {
  return is_within(run.shared, (size_t)run.shared_stride * run.options.resident_blocks, (uintptr_t)p);
}

uint32_t tsad_gpu_in_private(const void *p) {
  return is_within(run.stacks, run.stacks_size, (uintptr_t)p);
}

const tsad_gpu_shared *shared_variable(uint32_t offset) {
  const tsad_gpu_kernel *const k = run.kernel;
  for (uint32_t i = 0; i < k->shared_count; i++) {
    const tsad_gpu_shared *const variable = &k->shared[i];
    const uint32_t end = variable->size == 0 ? run.shared_size : variable->offset + variable->size;
    if (offset >= variable->offset && offset < end) return variable;
  }
  return NULL;
}
