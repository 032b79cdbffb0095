/* Address space below 4 GiB: pointers to AMD's local and private memory have 32 bits, and they must lead back. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

#include "run.h"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

enum { STEP = 1 << 24 };
static const uintptr_t lowest = 0x10000000, end = 0xf0000000;

char *low_memory(size_t size) {
  static uintptr_t next = 0;
  if (next == 0) next = lowest;
  for (int round = 0; round < 2; round++, next = lowest) {
    for (; next + size < end; next += STEP) {
      void *const wanted = (void *)next;
      void *const got = mmap(wanted, size, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
      if (got == MAP_FAILED) continue;
      if (got == wanted) {
        next += (size + STEP - 1) / STEP * STEP;
        return got;
      }
      munmap(got, size);
    }
  }
  return NULL;
}

void free_low_memory(char *memory, size_t size) {
  if (memory != NULL) munmap(memory, size);
}

void forbid(char *memory, size_t size) { mprotect(memory, size, PROT_NONE); }
