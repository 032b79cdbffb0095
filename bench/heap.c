/* Counts what is allocated while `counting` is set. Linked with --wrap for each of the functions below. */
#include "heap.h"
#include <malloc.h>
#include <string.h>

struct heap heap;

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__real_aligned_alloc(size_t, size_t);
int __real_posix_memalign(void **, size_t, size_t);
void __real_free(void *);

static void take(void *p) {
  if (!heap.counting || p == 0) return;
  heap.allocations++;
  heap.live += (long)malloc_usable_size(p);
  if (heap.live > heap.peak) heap.peak = heap.live;
}

static void give(void *p) {
  if (heap.counting && p != 0) heap.live -= (long)malloc_usable_size(p);
}

void *__wrap_malloc(size_t bytes) {
  void *p = __real_malloc(bytes);
  take(p);
  return p;
}

void *__wrap_calloc(size_t count, size_t bytes) {
  void *p = __real_calloc(count, bytes);
  take(p);
  return p;
}

void *__wrap_realloc(void *old, size_t bytes) {
  give(old);
  void *p = __real_realloc(old, bytes);
  take(p);
  return p;
}

void *__wrap_aligned_alloc(size_t alignment, size_t bytes) {
  void *p = __real_aligned_alloc(alignment, bytes);
  take(p);
  return p;
}

int __wrap_posix_memalign(void **p, size_t alignment, size_t bytes) {
  int failed = __real_posix_memalign(p, alignment, bytes);
  if (!failed) take(*p);
  return failed;
}

void __wrap_free(void *p) {
  give(p);
  __real_free(p);
}
