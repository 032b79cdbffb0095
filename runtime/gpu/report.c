/* What is found is told once for each pair of places, with both of them and their threads. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

static tsad_gpu_site **sites;
static uint32_t site_count, site_capacity;

/* Pairs of numbers that have been told of: open addressing, 0 for an empty slot. */
static uint64_t *told;
static size_t told_capacity, told_count;

void report_start(void) {
  free(told);
  told = NULL;
  told_capacity = told_count = 0;
}

uint32_t site_number(tsad_gpu_site *site) {
  if (site->id != 0) return site->id;
  if (site_count + 1 >= site_capacity) {
    site_capacity = site_capacity == 0 ? 256 : 2 * site_capacity;
    sites = realloc(sites, site_capacity * sizeof *sites);
    if (sites == NULL) abort();
  }
  site->id = ++site_count;
  sites[site->id] = site;
  return site->id;
}

tsad_gpu_site *site_of(uint32_t number) { return sites[number]; }

const char *text_of(const tsad_gpu_site *site) { return site == NULL ? "an unknown place" : site->text; }

const char *way_to(const thread *t, const tsad_gpu_site *site) {
  static char ways[2][400];
  static unsigned next = 0;
  char *const way = ways[next++ % 2];
  size_t length = (size_t)snprintf(way, sizeof ways[0], "%s", text_of(site));
  for (uint32_t i = t->depth; i > 0 && length < sizeof ways[0]; i--) {
    length += (size_t)snprintf(way + length, sizeof ways[0] - length, ", called at %s", t->calls[i - 1]->text);
  }
  return way;
}

bool same_calls(const thread *a, const thread *b) {
  return a->depth == b->depth && memcmp(a->calls, b->calls, a->depth * sizeof *a->calls) == 0;
}

static size_t told_slot(uint64_t key) {
  size_t slot = (size_t)(key * 0x9e3779b97f4a7c15ull >> 16) & (told_capacity - 1);
  while (told[slot] != 0 && told[slot] != key) slot = (slot + 1) & (told_capacity - 1);
  return slot;
}

/* True for the first time that it is asked of the key, which is not 0. */
static bool is_new(uint64_t key) {
  if (2 * told_count >= told_capacity) {
    uint64_t *const old = told;
    const size_t before = told_capacity;
    told_capacity = before == 0 ? 256 : 2 * before;
    told = calloc(told_capacity, sizeof *told);
    if (told == NULL) abort();
    for (size_t i = 0; i < before; i++) {
      if (old[i] != 0) told[told_slot(old[i])] = old[i];
    }
    free(old);
  }
  const size_t slot = told_slot(key);
  if (told[slot] == key) return false;
  told[slot] = key;
  told_count++;
  return true;
}

static const char *name_of_number(uint32_t number) {
  static char names[4][96];
  static unsigned next = 0;
  char *const name = names[next++ % 4];
  const uint32_t index = (number - 1) % run.threads, block = (number - 1) / run.threads;
  const tsad_gpu_dim3 s = run.size, g = run.grid;
  snprintf(name, sizeof names[0], "thread (%u,%u,%u) of block (%u,%u,%u)", index % s.x,
           index / s.x % s.y, index / s.x / s.y, block % g.x, block / g.x % g.y, block / g.x / g.y);
  return name;
}

const char *name_of(const thread *t) { return t == NULL ? "no thread" : name_of_number(t->number); }

/* Tells the line, and keeps the first one for the result. */
static void tell(const char *line) {
  FILE *const out = run.options.report == NULL ? stderr : run.options.report;
  fprintf(out, "%s: %s\n", run.kernel->name, line);
  if (run.result.message[0] == '\0') {
    snprintf(run.result.message, sizeof run.result.message, "%s", line);
  }
}

void fail(tsad_gpu_status status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  vsnprintf(run.result.message, sizeof run.result.message, format, args);
  va_end(args);
  run.result.status = status;
  FILE *const out = run.options.report == NULL ? stderr : run.options.report;
  fprintf(out, "%s: %s\n", run.kernel->name, run.result.message);
  if (run.current == NULL) return;
  thread *const failed = run.current;
  run.current = NULL;
  fiber_switch(&failed->fiber, &run.scheduler);
}

static const char *word_of(bool writes, bool atomic) {
  if (atomic) return writes ? "atomic update" : "atomic read";
  return writes ? "write" : "read";
}

/* "tile+12" for shared memory, else the address. */
static void place_of(uintptr_t address, char *text, size_t size) {
  const uintptr_t offset = address - (uintptr_t)run.current->block->shared;
  const tsad_gpu_shared *const variable = offset < run.shared_size ? shared_variable((uint32_t)offset) : NULL;
  if (variable == NULL) snprintf(text, size, "%#llx", (unsigned long long)address);
  else snprintf(text, size, "%s+%u", variable->name, (unsigned)offset - variable->offset);
}

void report_race(uint32_t other_thread, uint32_t other_place, bool other_writes, bool other_atomic,
                 uintptr_t address, uint32_t kind, tsad_gpu_site *site) {
  run.result.conflicts++;
  if (!is_new((uint64_t)other_place << 32 | site_number(site))) return;
  run.result.races++;
  char line[900], where[128];
  place_of(address, where, sizeof where);
  snprintf(line, sizeof line, "race on %s: %s at %s by %s, and %s at %s by %s", where,
           word_of((kind & ACCESS_WRITE) != 0, (kind & ACCESS_ATOMIC) != 0), text_of(site),
           name_of(run.current), word_of(other_writes, other_atomic), text_of(site_of(other_place)),
           name_of_number(other_thread));
  tell(line);
}

void report_uninitialised(const char *variable, uint32_t offset, tsad_gpu_site *site) {
  if (!is_new(UINT64_MAX << 32 | site_number(site))) return;
  run.result.uninitialised++;
  char line[900];
  snprintf(line, sizeof line, "%s reads %s+%u at %s, which no thread of its block has written",
           name_of(run.current), variable, offset, text_of(site));
  tell(line);
}
