/* Where states are kept: numbered slots, each of which holds the last state that was put there. A state is a list of spans of memory, of
 * the same sizes each time. Nothing is given back that is not bit for bit what was put. */
#ifndef TSAD_STORAGE_STORE_H
#define TSAD_STORAGE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
  void *data;
  size_t bytes;
};

struct place {
  int64_t slot, step;
  int32_t level; /* of the storage, 0 being the fastest */
};

enum { STORE_ERROR_SIZE = 1536, STORE_PATH_SIZE = 1024 };

struct store;

/* Functions return 0, or -1 with a sentence in the store's `error`. */
struct store_class {
  int (*put)(struct store *store, struct place place, const struct span *spans, size_t count);
  int (*get)(struct store *store, struct place place, const struct span *spans, size_t count);
  /* The next `get` will be of `bytes` bytes from this place, unless it is put to before; 0 where the class has no use for it. */
  void (*hint)(struct store *store, struct place place, size_t bytes);
  /* Frees the store, and removes its file. What went wrong with writing before is said here at last. */
  int (*close)(struct store *store, char *error);
};

struct store {
  const struct store_class *kind;
  size_t state_bytes;
  char error[STORE_ERROR_SIZE];
  char path[STORE_PATH_SIZE]; /* of its file, empty where there is none */
};

struct store_options {
  const char *folder, *job; /* of files */
  int32_t rank;
  size_t state_bytes; /* of the largest state */
  int64_t slots;      /* how many there are at most; -1: any number */
};

/* Each returns 0 with a sentence in `error`, which has room for STORE_ERROR_SIZE characters, where the storage cannot be had. */
struct store *tsad_store_memory(const struct store_options *options, char *error);
struct store *tsad_store_file(const struct store_options *options, char *error);
struct store *tsad_store_hdf5(const struct store_options *options, char *error);
/* Level 0 in memory, all others in a file. */
struct store *tsad_store_layered(const struct store_options *options, char *error);

/* Writes the sentence of an error and returns -1. */
int tsad_store_fail(char *error, const char *format, ...)
#ifdef __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* "3.2 GB" */
const char *tsad_bytes_text(uint64_t bytes, char text[32]);

size_t tsad_spans_bytes(const struct span *spans, size_t count);
void tsad_spans_gather(const struct span *spans, size_t count, unsigned char *to);
void tsad_spans_scatter(const struct span *spans, size_t count, const unsigned char *from);

/* CRC-32 of ISO 3309, eight bytes at a time. */
struct crc {
  uint32_t table[8][256];
};
void tsad_crc_prepare(struct crc *crc);
uint32_t tsad_crc_of(const struct crc *crc, uint32_t before, const void *data, size_t bytes);

/* A path for a new file, "FOLDER/JOB.rRANK.PID.N.EXTENSION", that is no other process's: N is counted up until the file is new. Returns
 * the open descriptor. */
int tsad_new_file(const struct store_options *options, const char *extension, char *path, size_t size, char *error);

#endif
