/* Puts states into a storage and takes them out again, with faults in between: stores STORAGE FOLDER FAULT. Writing to files goes through
 * __wrap_pwrite and reserving room through __wrap_posix_fallocate. */
#define _POSIX_C_SOURCE 200809L
#include "../../runtime/storage/store.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { SLOTS = 6, NUMBERS = 200 };

static struct {
  size_t most;       /* bytes that one call writes at most */
  _Atomic long left; /* bytes that the disk still takes, -1: any number */
  int interrupted;   /* every call but each third one is interrupted */
  int cannot_reserve; /* the code that reserving room answers with */
  long calls;
} faults = {.most = SIZE_MAX, .left = -1};

ssize_t __real_pwrite(int file, const void *data, size_t bytes, off_t at);
ssize_t __wrap_pwrite(int file, const void *data, size_t bytes, off_t at);
int __wrap_posix_fallocate(int file, off_t from, off_t bytes);

ssize_t __wrap_pwrite(int file, const void *data, size_t bytes, off_t at) {
  if (faults.interrupted && ++faults.calls % 3 != 0) {
    errno = EINTR;
    return -1;
  }
  if (bytes > faults.most) bytes = faults.most;
  long left = faults.left;
  if (left >= 0 && (size_t)left < bytes) bytes = (size_t)left;
  if (left >= 0) faults.left = left - (long)bytes;
  if (bytes == 0) {
    errno = ENOSPC;
    return -1;
  }
  return __real_pwrite(file, data, bytes, at);
}

int __wrap_posix_fallocate(int file, off_t from, off_t bytes) {
  (void)file, (void)from, (void)bytes;
  return faults.cannot_reserve;
}

static double numbers[NUMBERS], more[3];
static const struct span spans[] = {{numbers, sizeof numbers}, {more, sizeof more}};

static void fill(int64_t step) {
  for (int i = 0; i < NUMBERS; i++) numbers[i] = (double)(1000 * step + i);
  for (int i = 0; i < 3; i++) more[i] = -(double)step;
}

static int is_state(int64_t step) {
  for (int i = 0; i < NUMBERS; i++) {
    if (numbers[i] != (double)(1000 * step + i)) return 0;
  }
  return more[0] == -(double)step && more[2] == -(double)step;
}

static void stop(const char *sentence) {
  printf("%s\n", sentence);
  exit(0);
}

static void put(struct store *store, int64_t slot, int64_t step) {
  fill(step);
  if (store->kind->put(store, (struct place){slot, step, (int32_t)(slot % 2)}, spans, 2) != 0) stop(store->error);
}

static void get(struct store *store, int64_t slot, int64_t step) {
  fill(-1);
  if (store->kind->get(store, (struct place){slot, step, (int32_t)(slot % 2)}, spans, 2) != 0) stop(store->error);
  if (!is_state(step)) stop("a wrong state");
}

/* Waits until what was put to the slots before is in the file: two states wait at most. */
static void settle(struct store *store) {
  for (int64_t i = 0; i < 4; i++) put(store, 6 + i, 50 + i);
}

/* Where the bytes of a number of state `step` stand in the file. */
static long find(FILE *file, int64_t step) {
  double wanted = (double)(1000 * step + 7), here;
  for (long at = 0; fseek(file, at, SEEK_SET) == 0 && fread(&here, sizeof here, 1, file) == 1; at++) {
    if (here == wanted) return at;
  }
  stop("the state is not in the file");
  return 0;
}

static void damage(struct store *store, const char *fault) {
  FILE *file = fopen(store->path, "r+b");
  if (file == NULL) stop("no file");
  if (strcmp(fault, "cut") == 0) {
    if (truncate(store->path, 5000) != 0) stop("not cut");
  } else if (strcmp(fault, "flip") == 0) {
    fseek(file, find(file, 13), SEEK_SET);
    fputc(77, file);
  } else {
    /* A record in the place of another: header and state are whole, but not those of the slot. */
    static char record[3 * 8 * NUMBERS];
    long from = find(file, 15), to = find(file, 13);
    fseek(file, from - 104, SEEK_SET);
    if (fread(record, 1, 1720, file) != 1720) stop("no record");
    fseek(file, to - 104, SEEK_SET);
    fwrite(record, 1, 1720, file);
  }
  fclose(file);
}

/* Everything is as it was put, whatever is put again, hinted at, or read twice. */
static void exercise(struct store *store) {
  for (int round = 0; round < 50; round++) {
    for (int64_t slot = 0; slot < SLOTS; slot++) put(store, slot, 10 * round + slot);
    for (int64_t slot = SLOTS - 1; slot >= 0; slot--) {
      struct place before = {slot > 0 ? slot - 1 : 0, 10 * round + (slot > 0 ? slot - 1 : 0), (int32_t)((slot > 0 ? slot - 1 : 0) % 2)};
      if (store->kind->hint != NULL) store->kind->hint(store, before, tsad_spans_bytes(spans, 2));
      get(store, slot, 10 * round + slot);
      if (round % 3 == 0) put(store, slot, 10 * round + slot + 1000), get(store, slot, 10 * round + slot + 1000);
      if (round % 3 == 0 && slot > 0) put(store, slot - 1, 10 * round + slot - 1);
    }
  }
}

static void disturb(const char *fault) {
  if (strcmp(fault, "short") == 0) faults.most = 100;
  if (strcmp(fault, "interrupted") == 0) faults.interrupted = 1;
  if (strcmp(fault, "unsupported") == 0) faults.cannot_reserve = EOPNOTSUPP;
  if (strcmp(fault, "unreserved") == 0) faults.cannot_reserve = ENOSPC;
}

int main(int count, char **words) {
  if (count < 4) return 1;
  const char *fault = words[3];
  char error[STORE_ERROR_SIZE];
  struct store_options options = {words[2], "job", 3, tsad_spans_bytes(spans, 2), strcmp(fault, "reserved") == 0 ? 12 : -1};
  if (strcmp(fault, "huge") == 0) options.state_bytes = SIZE_MAX / 16;
  disturb(fault);
  struct store *store = words[1][0] == 'm'   ? tsad_store_memory(&options, error)
                        : words[1][0] == 'f' ? tsad_store_file(&options, error)
                        : words[1][0] == 'l' ? tsad_store_layered(&options, error)
                                             : tsad_store_hdf5(&options, error);
  if (store == NULL) stop(error);
  if (strcmp(fault, "full") == 0) faults.left = 4000;
  exercise(store);
  for (int64_t slot = 0; slot < SLOTS; slot++) put(store, slot, 10 + slot);
  settle(store);
  if (strcmp(fault, "flip") == 0 || strcmp(fault, "cut") == 0 || strcmp(fault, "exchange") == 0) damage(store, fault);
  if (strcmp(fault, "stale") == 0) get(store, 3, 14);
  for (int64_t slot = 0; slot < SLOTS; slot++) get(store, slot, 10 + slot);
  /* The last write fails when nobody waits for it: closing says so. */
  if (strcmp(fault, "late") == 0) faults.left = 100, put(store, 1, 11);
  error[0] = '\0';
  printf("%s\n", store->kind->close(store, error) == 0 ? "right" : error);
  return 0;
}
