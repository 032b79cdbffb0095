/* Records in a file: room for them beforehand, whole writes, checks on reading. */
#define _POSIX_C_SOURCE 200809L
#include "records.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

static const char magic[] = "TSADSLT1";
/* In front of the records: what the file is, for whoever finds it. */
enum { HEAD_BYTES = 4096, ALIGNMENT = 512 };

static uint64_t free_bytes(const struct records *records) {
  struct statvfs about;
  return fstatvfs(records->file, &about) == 0 ? (uint64_t)about.f_bavail * about.f_frsize : 0;
}

static int fail_space(const struct records *records, const char *what, uint64_t need, int code, char *error) {
  char needed[32], left[32];
  return tsad_store_fail(error, "%s %s (%s): need %s, have %s", what, records->path, strerror(code), tsad_bytes_text(need, needed),
                         tsad_bytes_text(free_bytes(records), left));
}

static int write_whole(const struct records *records, const void *data, size_t bytes, off_t at, const char *what, char *error) {
  size_t done = 0;
  while (done < bytes) {
    ssize_t wrote = pwrite(records->file, (const char *)data + done, bytes - done, at + (off_t)done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return fail_space(records, what, bytes - done, wrote == 0 ? ENOSPC : errno, error);
    done += (size_t)wrote;
  }
  return 0;
}

int tsad_records_open(struct records *records, const struct store_options *options, char *error) {
  size_t whole = sizeof(struct record) + options->state_bytes;
  if (whole > SIZE_MAX / 4) return tsad_store_fail(error, "a state of %zu bytes is too large", options->state_bytes);
  records->stride = (whole + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  records->slots = options->slots;
  records->reserved = 0;
  tsad_crc_prepare(&records->crc);
  records->file = tsad_new_file(options, "ckpt", records->path, sizeof records->path, error);
  if (records->file < 0) return -1;
  char head[HEAD_BYTES] = {0};
  snprintf(head, sizeof head, "tsad snapshots 1\njob %s\nrank %d\nstate bytes %zu\nrecord bytes %zu\n", options->job, (int)options->rank,
           options->state_bytes, records->stride);
  int failed = write_whole(records, head, sizeof head, 0, "cannot write to", error);
  if (!failed && options->slots > 0) failed = tsad_records_reserve(records, options->slots - 1, error);
  if (failed) tsad_records_close(records);
  return failed;
}

/* A file system that cannot reserve is left to the writes. The limit of the process is asked for first: going over it ends the process
 * by a signal. */
static int reserve_bytes(const struct records *records, uint64_t bytes) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && bytes > limit.rlim_cur) return EFBIG;
  if (bytes > INT64_MAX) return EFBIG;
  int code;
  do code = posix_fallocate(records->file, 0, (off_t)bytes);
  while (code == EINTR);
  return code == EOPNOTSUPP || code == EINVAL ? 0 : code;
}

static uint64_t bytes_for(const struct records *records, int64_t slots) {
  uint64_t bytes;
  if (__builtin_mul_overflow((uint64_t)slots, (uint64_t)records->stride, &bytes)) return UINT64_MAX;
  return bytes > UINT64_MAX - HEAD_BYTES ? UINT64_MAX : bytes + HEAD_BYTES;
}

int tsad_records_reserve(struct records *records, int64_t slot, char *error) {
  if (slot < records->reserved) return 0;
  /* Where the number is not known, more than is needed now, but only if it can be had. */
  int64_t more = records->slots >= 0 ? slot + 1 : slot + 1 + (int64_t)(((size_t)1 << 24) / records->stride);
  int code = reserve_bytes(records, bytes_for(records, more));
  if (code != 0 && more > slot + 1) {
    more = slot + 1;
    code = reserve_bytes(records, bytes_for(records, more));
  }
  if (code == 0) {
    records->reserved = more;
    return 0;
  }
  char what[64];
  snprintf(what, sizeof what, "slot %lld: cannot reserve", (long long)slot);
  return fail_space(records, what, bytes_for(records, more), code, error);
}

static off_t start_of(const struct records *records, int64_t slot) { return (off_t)(HEAD_BYTES + (uint64_t)slot * records->stride); }

int tsad_records_write(const struct records *records, struct place place, unsigned char *data, size_t bytes, char *error) {
  struct record head = {.slot = place.slot, .step = place.step, .bytes = bytes};
  memcpy(head.magic, magic, sizeof head.magic);
  head.data_crc = tsad_crc_of(&records->crc, 0, data + sizeof head, bytes);
  head.head_crc = tsad_crc_of(&records->crc, 0, &head, offsetof(struct record, head_crc));
  memcpy(data, &head, sizeof head);
  char what[64];
  snprintf(what, sizeof what, "slot %lld: short write to", (long long)place.slot);
  off_t at = start_of(records, place.slot);
  if (write_whole(records, data + sizeof head, bytes, at + (off_t)sizeof head, what, error) != 0) return -1;
  return write_whole(records, data, sizeof head, at, what, error);
}

static int read_whole(const struct records *records, int64_t slot, unsigned char *data, size_t bytes, char *error) {
  size_t done = 0;
  while (done < bytes) {
    ssize_t got = pread(records->file, data + done, bytes - done, start_of(records, slot) + (off_t)done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      const char *why = got == 0 ? "the file ends there" : strerror(errno);
      return tsad_store_fail(error, "slot %lld: cannot read %s (%s)", (long long)slot, records->path, why);
    }
    done += (size_t)got;
  }
  return 0;
}

int tsad_records_read(const struct records *records, struct place place, unsigned char *data, size_t bytes, char *error) {
  struct record head;
  if (read_whole(records, place.slot, data, sizeof head + bytes, error) != 0) return -1;
  memcpy(&head, data, sizeof head);
  bool whole = memcmp(head.magic, magic, sizeof head.magic) == 0 &&
               head.head_crc == tsad_crc_of(&records->crc, 0, &head, offsetof(struct record, head_crc));
  if (!whole || (head.bytes == bytes && head.data_crc != tsad_crc_of(&records->crc, 0, data + sizeof head, bytes))) {
    return tsad_store_fail(error, "slot %lld checksum mismatch: %s was changed or damaged", (long long)place.slot, records->path);
  }
  if (head.slot == place.slot && head.step == place.step && head.bytes == bytes) return 0;
  return tsad_store_fail(error, "slot %lld of %s holds %llu bytes of state %lld, not %zu of state %lld", (long long)place.slot,
                         records->path, (unsigned long long)head.bytes, (long long)head.step, bytes, (long long)place.step);
}

void tsad_records_close(struct records *records) {
  close(records->file);
  unlink(records->path);
}
