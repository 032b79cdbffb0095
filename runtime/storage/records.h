/* The file of states: a header, then records of equal size, one to a slot. */
#ifndef TSAD_STORAGE_RECORDS_H
#define TSAD_STORAGE_RECORDS_H

#include "store.h"

/* In front of each state in the file; written after it, so that a state that was not written whole has no header of its own. */
struct record {
  char magic[8];
  int64_t slot, step;
  uint64_t bytes;
  uint32_t data_crc, head_crc; /* head_crc is over what stands before it */
};

struct records {
  int file;
  char path[STORE_PATH_SIZE];
  int64_t slots;    /* at most, -1: any number */
  int64_t reserved; /* slots that the file has room for */
  size_t stride;    /* bytes of a record with its header */
  struct crc crc;
};

int tsad_records_open(struct records *records, const struct store_options *options, char *error);

/* Makes sure that there is room for a slot. */
int tsad_records_reserve(struct records *records, int64_t slot, char *error);

/* Writes a record, of which the state of `bytes` bytes stands behind room for the header; that is filled in. */
int tsad_records_write(const struct records *records, struct place place, unsigned char *data, size_t bytes, char *error);

/* Reads a record of `bytes` bytes of state, header first, and checks that it is that place's and whole. */
int tsad_records_read(const struct records *records, struct place place, unsigned char *data, size_t bytes, char *error);

/* Closes and removes the file. */
void tsad_records_close(struct records *records);

#endif
