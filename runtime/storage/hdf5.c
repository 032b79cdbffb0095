/* States in an HDF5 file, one dataset of bytes to a slot, with the step and a checksum as attributes. Built with TSAD_WITH_HDF5 and the
 * library's own flags; without, asking for it is an error. */
#include "store.h"

#ifdef TSAD_WITH_HDF5
#include <hdf5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct hdf5_store {
  struct store base;
  hid_t file;
  unsigned char *buffer;
  struct crc crc;
};

static int fail_hdf5(struct hdf5_store *store, struct place place, const char *what) {
  return tsad_store_fail(store->base.error, "slot %lld: HDF5 cannot %s %s", (long long)place.slot, what, store->base.path);
}

static hid_t open_dataset(struct hdf5_store *store, struct place place, size_t bytes, bool create) {
  char name[40];
  snprintf(name, sizeof name, "slot_%lld", (long long)place.slot);
  htri_t exists = H5Lexists(store->file, name, H5P_DEFAULT);
  if (exists > 0 && create) H5Ldelete(store->file, name, H5P_DEFAULT);
  if (!create) return H5Dopen2(store->file, name, H5P_DEFAULT);
  hsize_t size = bytes;
  hid_t space = H5Screate_simple(1, &size, NULL);
  hid_t set = H5Dcreate2(store->file, name, H5T_NATIVE_UCHAR, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  H5Sclose(space);
  return set;
}

/* Writes or reads an attribute that is one number. */
static herr_t number(hid_t set, const char *name, hid_t type, void *value, bool write) {
  hid_t space = H5Screate(H5S_SCALAR);
  hid_t attribute = write ? H5Acreate2(set, name, type, space, H5P_DEFAULT, H5P_DEFAULT) : H5Aopen(set, name, H5P_DEFAULT);
  herr_t result = attribute < 0 ? -1 : write ? H5Awrite(attribute, type, value) : H5Aread(attribute, type, value);
  if (attribute >= 0) H5Aclose(attribute);
  H5Sclose(space);
  return result;
}

static herr_t put_dataset(struct hdf5_store *store, struct place place, size_t bytes) {
  uint32_t crc = tsad_crc_of(&store->crc, 0, store->buffer, bytes);
  hid_t set = open_dataset(store, place, bytes, true);
  if (set < 0) return -1;
  herr_t result = H5Dwrite(set, H5T_NATIVE_UCHAR, H5S_ALL, H5S_ALL, H5P_DEFAULT, store->buffer);
  if (result >= 0) result = number(set, "step", H5T_NATIVE_INT64, &place.step, true);
  if (result >= 0) result = number(set, "crc32", H5T_NATIVE_UINT32, &crc, true);
  return H5Dclose(set) < 0 ? -1 : result;
}

static int put_hdf5(struct store *base, struct place place, const struct span *spans, size_t count) {
  struct hdf5_store *store = (struct hdf5_store *)base;
  herr_t result;
  tsad_spans_gather(spans, count, store->buffer);
  H5E_BEGIN_TRY {
    result = put_dataset(store, place, tsad_spans_bytes(spans, count));
    if (result >= 0) result = H5Fflush(store->file, H5F_SCOPE_LOCAL);
    if (result < 0) fail_hdf5(store, place, "write to");
  }
  H5E_END_TRY;
  return result < 0 ? -1 : 0;
}

static herr_t get_dataset(struct hdf5_store *store, struct place place, size_t bytes, int64_t *step, uint32_t *crc) {
  hid_t set = open_dataset(store, place, bytes, false);
  if (set < 0) return -1;
  herr_t result = H5Dget_storage_size(set) == bytes ? 0 : -1;
  if (result >= 0) result = H5Dread(set, H5T_NATIVE_UCHAR, H5S_ALL, H5S_ALL, H5P_DEFAULT, store->buffer);
  if (result >= 0) result = number(set, "step", H5T_NATIVE_INT64, step, false);
  if (result >= 0) result = number(set, "crc32", H5T_NATIVE_UINT32, crc, false);
  H5Dclose(set);
  return result;
}

static int get_hdf5(struct store *base, struct place place, const struct span *spans, size_t count) {
  struct hdf5_store *store = (struct hdf5_store *)base;
  size_t bytes = tsad_spans_bytes(spans, count);
  int64_t step = -1;
  uint32_t crc = 0;
  herr_t result;
  H5E_BEGIN_TRY {
    result = get_dataset(store, place, bytes, &step, &crc);
    if (result < 0) fail_hdf5(store, place, "read");
  }
  H5E_END_TRY;
  if (result < 0) return -1;
  if (step != place.step) {
    return tsad_store_fail(base->error, "slot %lld of %s holds state %lld, not %lld", (long long)place.slot, store->base.path, (long long)step,
                           (long long)place.step);
  }
  if (crc != tsad_crc_of(&store->crc, 0, store->buffer, bytes)) {
    return tsad_store_fail(base->error, "slot %lld checksum mismatch: %s was changed or damaged", (long long)place.slot, store->base.path);
  }
  tsad_spans_scatter(spans, count, store->buffer);
  return 0;
}

static int close_hdf5(struct store *base, char *error) {
  struct hdf5_store *store = (struct hdf5_store *)base;
  (void)error;
  if (store->file >= 0) H5Fclose(store->file);
  unlink(store->base.path);
  free(store->buffer);
  free(store);
  return 0;
}

static const struct store_class hdf5 = {put_hdf5, get_hdf5, NULL, close_hdf5};

struct store *tsad_store_hdf5(const struct store_options *options, char *error) {
  struct hdf5_store *store = calloc(1, sizeof *store);
  if (store == NULL || (store->buffer = malloc(options->state_bytes + 1)) == NULL) {
    tsad_store_fail(error, "out of memory");
    free(store);
    return NULL;
  }
  store->base.kind = &hdf5;
  store->base.state_bytes = options->state_bytes;
  tsad_crc_prepare(&store->crc);
  store->file = -1;
  int made = tsad_new_file(options, "h5", store->base.path, sizeof store->base.path, error);
  if (made >= 0) {
    close(made);
    H5E_BEGIN_TRY { store->file = H5Fcreate(store->base.path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT); }
    H5E_END_TRY;
    if (store->file >= 0) return &store->base;
    tsad_store_fail(error, "HDF5 cannot create %s", store->base.path);
    unlink(store->base.path);
  }
  free(store->buffer);
  free(store);
  return NULL;
}

#else

struct store *tsad_store_hdf5(const struct store_options *options, char *error) {
  (void)options;
  tsad_store_fail(error, "HDF5 storage is asked for, but the runtime was built without it: install libhdf5-dev and build it anew");
  return NULL;
}
#endif
