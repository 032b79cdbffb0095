/* What all storages share: spans, checksums, names of files, sentences. */
#define _POSIX_C_SOURCE 200809L
#include "store.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int tsad_store_fail(char *error, const char *format, ...) {
  va_list values;
  va_start(values, format);
  vsnprintf(error, STORE_ERROR_SIZE, format, values);
  va_end(values);
  return -1;
}

const char *tsad_bytes_text(uint64_t bytes, char text[32]) {
  static const char *const units[] = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};
  double value = (double)bytes;
  int unit = 0;
  for (; value >= 1000; unit++) value /= 1000;
  snprintf(text, 32, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  return text;
}

size_t tsad_spans_bytes(const struct span *spans, size_t count) {
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++) bytes += spans[i].bytes;
  return bytes;
}

void tsad_spans_gather(const struct span *spans, size_t count, unsigned char *to) {
  for (size_t i = 0; i < count; i++) {
    if (spans[i].bytes > 0) memcpy(to, spans[i].data, spans[i].bytes);
    to += spans[i].bytes;
  }
}

void tsad_spans_scatter(const struct span *spans, size_t count, const unsigned char *from) {
  for (size_t i = 0; i < count; i++) {
    if (spans[i].bytes > 0) memcpy(spans[i].data, from, spans[i].bytes);
    from += spans[i].bytes;
  }
}

void tsad_crc_prepare(struct crc *crc) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; bit++) value = (value >> 1) ^ (value & 1 ? 0xedb88320u : 0);
    crc->table[0][i] = value;
  }
  for (int row = 1; row < 8; row++) {
    for (int i = 0; i < 256; i++) {
      uint32_t before = crc->table[row - 1][i];
      crc->table[row][i] = (before >> 8) ^ crc->table[0][before & 255];
    }
  }
}

uint32_t tsad_crc_of(const struct crc *crc, uint32_t before, const void *data, size_t bytes) {
  const unsigned char *at = data;
  uint32_t value = ~before;
  for (; bytes >= 8; bytes -= 8, at += 8) {
    uint32_t low = value ^ ((uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24);
    value = crc->table[7][low & 255] ^ crc->table[6][low >> 8 & 255] ^ crc->table[5][low >> 16 & 255] ^ crc->table[4][low >> 24] ^
            crc->table[3][at[4]] ^ crc->table[2][at[5]] ^ crc->table[1][at[6]] ^ crc->table[0][at[7]];
  }
  for (; bytes > 0; bytes--, at++) value = (value >> 8) ^ crc->table[0][(value ^ *at) & 255];
  return ~value;
}

int tsad_new_file(const struct store_options *options, const char *extension, char *path, size_t size, char *error) {
  for (int number = 0;; number++) {
    int length = snprintf(path, size, "%s/%s.r%d.%ld.%d.%s", options->folder, options->job, (int)options->rank, (long)getpid(), number,
                          extension);
    if (length < 0 || (size_t)length >= size) return tsad_store_fail(error, "the path of the folder %.200s is too long", options->folder);
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) return file;
    if (errno != EEXIST) return tsad_store_fail(error, "cannot write to the folder %s (%s)", options->folder, strerror(errno));
  }
}
