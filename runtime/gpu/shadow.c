/*
 * The race detector: for each word, or each byte of pages that are accessed by the byte, who accessed it last. Two accesses race
 * when they are of different threads, one of them writes, not both are atomic, and nothing orders them: different blocks are
 * never ordered, threads of one block by barriers and by synchronisation of their warp (clock.c).
 */
#include <stdlib.h>
#include <string.h>

#include "run.h"

enum { PAGE = 4096, WORD = 4, READS = 3, ATOMICS = 2 };

/* `thread` is its number in the grid, 0 for no access; `place` a site's number and two bits. */
typedef struct record {
  uint32_t thread, epoch, own, place;
} record;

enum { PLACE_WRITES = 1, PLACE_ATOMIC = 2, PLACE_SHIFT = 2 };

typedef struct cell {
  record write;
  record atomics[ATOMICS];
  record reads[READS];
} cell;

typedef struct page {
  uintptr_t number;
  uint32_t step;
  cell *cells;
} page;

/* Open addressing; never more than half full. */
static page *pages;
static size_t capacity, used;
static page *latest;

static size_t slot_of(uintptr_t number) {
  size_t slot = (size_t)(number * 0x9e3779b97f4a7c15ull >> 20) & (capacity - 1);
  while (pages[slot].cells != NULL && pages[slot].number != number) slot = (slot + 1) & (capacity - 1);
  return slot;
}

static void *allocate(size_t count, size_t size) {
  void *const made = calloc(count, size);
  if (made == NULL) {
    fputs("tsad gpu-run: no memory left for the race detector\n", stderr);
    exit(1);
  }
  return made;
}

static void grow(void) {
  page *const old = pages;
  const size_t before = capacity;
  capacity = before == 0 ? 1024 : before * 2;
  pages = allocate(capacity, sizeof *pages);
  for (size_t i = 0; i < before; i++) {
    if (old[i].cells != NULL) pages[slot_of(old[i].number)] = old[i];
  }
  free(old);
  latest = NULL;
}

void shadow_start(void) {
  for (size_t i = 0; i < capacity; i++) free(pages[i].cells);
  free(pages);
  pages = NULL;
  capacity = used = 0;
  grow();
}

static page *page_of(uintptr_t number) {
  if (latest != NULL && latest->number == number) return latest;
  if (2 * used >= capacity) grow();
  page *const found = &pages[slot_of(number)];
  if (found->cells == NULL) {
    *found = (page){number, WORD, allocate(PAGE / WORD, sizeof(cell))};
    used++;
  }
  latest = found;
  return found;
}

/* From now on the page has a cell for each byte; what is known of a word is known of each of its bytes. */
static void split(page *p) {
  cell *const cells = allocate(PAGE, sizeof *cells);
  for (uint32_t i = 0; i < PAGE; i++) cells[i] = p->cells[i / p->step];
  free(p->cells);
  p->cells = cells;
  p->step = 1;
}

/* The memory belongs to another block now. */
void shadow_forget(const char *from, size_t size) {
  const uintptr_t first = (uintptr_t)from, end = first + size;
  for (uintptr_t at = first; at < end; at += PAGE) {
    page *const found = &pages[slot_of(at / PAGE)];
    if (found->cells != NULL) memset(found->cells, 0, PAGE / found->step * sizeof(cell));
  }
}

/* Is what the record tells of before all that the running thread does from now on? */
static bool is_ordered(const record *r) {
  const thread *const t = run.current;
  if (r->thread == t->number) return true;
  if ((r->thread - 1) / run.threads != t->block->number) return false;
  if (r->epoch < t->block->epoch) return true;
  return r->own <= t->clock[(r->thread - 1) % run.threads];
}

typedef struct access {
  record made;
  uintptr_t address;
  uint32_t kind;
  tsad_gpu_site *site;
} access;

/* Tells of a race with what the records say, of which only those that write count when `writing_only`. */
static void check(const record *records, uint32_t count, bool writing_only, const access *a) {
  for (uint32_t i = 0; i < count; i++) {
    const record *const r = &records[i];
    if (r->thread == 0 || (writing_only && (r->place & PLACE_WRITES) == 0) || is_ordered(r)) continue;
    report_race(r->thread, r->place >> PLACE_SHIFT, (r->place & PLACE_WRITES) != 0,
                (r->place & PLACE_ATOMIC) != 0, a->address, a->kind, a->site);
  }
}

static uint32_t block_of(const record *r) { return (r->thread - 1) / run.threads; }
static uint32_t warp_of(const record *r) { return (r->thread - 1) / run.warp_size; }

/* The first record that tells nothing more than another one does, by what `group` finds in them; -1 when there is none. */
static int repeated(const record *records, uint32_t count, uint32_t (*group)(const record *)) {
  for (uint32_t i = 1; i < count; i++) {
    for (uint32_t k = 0; k < i; k++) {
      if (group(&records[i]) == group(&records[k])) return (int)i;
    }
  }
  return -1;
}

static bool has_group(const record *records, uint32_t count, const record *made,
                      uint32_t (*group)(const record *)) {
  for (uint32_t i = 0; i < count; i++) {
    if (group(&records[i]) == group(made)) return true;
  }
  return false;
}

/*
 * Remembers one more access. What is ordered before it can go: whoever races with that races with this one too. When none is,
 * records of different blocks and warps are worth most, because a later access is in one block and in one warp.
 */
static void remember(record *records, uint32_t count, const record *made) {
  for (uint32_t i = 0; i < count; i++) {
    if (records[i].thread == 0 || is_ordered(&records[i])) {
      records[i] = *made;
      return;
    }
  }
  uint32_t (*const groups[])(const record *) = {block_of, warp_of};
  for (int g = 0; g < 2; g++) {
    if (has_group(records, count, made, groups[g])) continue;
    const int spare = repeated(records, count, groups[g]);
    if (spare >= 0) {
      records[spare] = *made;
      return;
    }
  }
}

static void access_cell(cell *c, const access *a) {
  const bool writes = (a->kind & ACCESS_WRITE) != 0, atomic = (a->kind & ACCESS_ATOMIC) != 0;
  check(&c->write, 1, false, a);
  if (!atomic) check(c->atomics, ATOMICS, !writes, a);
  if (writes) check(c->reads, READS, false, a);
  if (atomic) {
    remember(c->atomics, ATOMICS, &a->made);
  } else if (writes) {
    memset(c, 0, sizeof *c);
    c->write = a->made;
  } else {
    remember(c->reads, READS, &a->made);
  }
}

void shadow_access(uintptr_t address, uint64_t size, uint32_t kind, tsad_gpu_site *site) {
  const thread *const t = run.current;
  const uint32_t bits = ((kind & ACCESS_WRITE) != 0 ? PLACE_WRITES : 0) |
                        ((kind & ACCESS_ATOMIC) != 0 ? PLACE_ATOMIC : 0);
  access a = {.made = {t->number, t->block->epoch, t->clock[t->index],
                       site_number(site) << PLACE_SHIFT | bits},
              .kind = kind,
              .site = site};
  const uintptr_t end = address + size;
  const bool is_whole = address % WORD == 0 && end % WORD == 0;
  for (uintptr_t at = address; at < end;) {
    page *const p = page_of(at / PAGE);
    if (!is_whole && p->step == WORD) split(p);
    a.address = at;
    access_cell(&p->cells[at % PAGE / p->step], &a);
    at += p->step;
  }
}
