/* States in a file, written by a thread of its own and read ahead by it, so that steps are run meanwhile. Memory: two states that wait to
 * be written, and one that is read ahead. */
#define _POSIX_C_SOURCE 200809L
#include "records.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFERS = 2 };

enum progress { IDLE, WAITING, WORKING, READY, FAILED };

/* A record, which is to be written, or is read ahead. */
struct job {
  enum progress progress;
  struct place place;
  size_t bytes;
  unsigned char *data; /* header, then state */
};

/* The lock is for all that follows it; a job's data belongs to the thread while it is WORKING. */
struct file_store {
  struct store base;
  struct records records;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  struct job writes[BUFFERS];
  int next_write; /* the one that waits longest */
  struct job ahead;
  bool stop;
  char failure[STORE_ERROR_SIZE]; /* of the first write that failed; none is tried after it */
};

static void work_unlocked(struct file_store *store, struct job *job, bool write) {
  char error[STORE_ERROR_SIZE];
  job->progress = WORKING;
  pthread_mutex_unlock(&store->lock);
  int failed = write ? tsad_records_write(&store->records, job->place, job->data, job->bytes, error)
                     : tsad_records_read(&store->records, job->place, job->data, job->bytes, error);
  pthread_mutex_lock(&store->lock);
  if (write && failed) memcpy(store->failure, error, sizeof error);
  job->progress = write ? IDLE : failed ? FAILED : READY;
  pthread_cond_broadcast(&store->changed);
}

/* The thread: reading ahead comes first, since somebody will wait for it. It ends when nothing is left to write. */
static void *work(void *argument) {
  struct file_store *store = argument;
  pthread_mutex_lock(&store->lock);
  for (;;) {
    struct job *write = &store->writes[store->next_write];
    if (store->ahead.progress == WAITING) {
      work_unlocked(store, &store->ahead, false);
    } else if (write->progress == WAITING && store->failure[0] == '\0') {
      work_unlocked(store, write, true);
      store->next_write = (store->next_write + 1) % BUFFERS;
    } else if (store->stop) {
      break;
    } else {
      pthread_cond_wait(&store->changed, &store->lock);
    }
  }
  pthread_mutex_unlock(&store->lock);
  return NULL;
}

static void wait_while(struct file_store *store, const struct job *job, enum progress progress) {
  while (job->progress == progress && store->failure[0] == '\0') pthread_cond_wait(&store->changed, &store->lock);
}

/* The buffer to fill next: an idle one, in turn, so that states are written in the order in which they came. */
static struct job *free_buffer(struct file_store *store) {
  for (int i = 0; i < BUFFERS; i++) {
    struct job *job = &store->writes[(store->next_write + i) % BUFFERS];
    if (job->progress == IDLE) return job;
  }
  return NULL;
}

static int said(struct file_store *store) {
  if (store->failure[0] == '\0') return 0;
  memcpy(store->base.error, store->failure, sizeof store->failure);
  return -1;
}

static int put_file(struct store *base, struct place place, const struct span *spans, size_t count) {
  struct file_store *store = (struct file_store *)base;
  if (tsad_records_reserve(&store->records, place.slot, base->error) != 0) return -1;
  pthread_mutex_lock(&store->lock);
  struct job *job;
  while ((job = free_buffer(store)) == NULL && store->failure[0] == '\0') pthread_cond_wait(&store->changed, &store->lock);
  /* What was read ahead of this slot is of the past. */
  if (store->ahead.place.slot == place.slot) {
    wait_while(store, &store->ahead, WORKING);
    store->ahead.progress = IDLE;
  }
  int failed = said(store);
  if (!failed) {
    job->place = place;
    job->bytes = tsad_spans_bytes(spans, count);
    tsad_spans_gather(spans, count, job->data + sizeof(struct record));
    job->progress = WAITING;
    pthread_cond_broadcast(&store->changed);
  }
  pthread_mutex_unlock(&store->lock);
  return failed;
}

/* The last state put to a slot that is not written yet. */
static struct job *unwritten(struct file_store *store, struct place place) {
  struct job *last = NULL;
  for (int i = 0; i < BUFFERS; i++) {
    struct job *job = &store->writes[(store->next_write + i) % BUFFERS];
    if (job->progress != IDLE && job->place.slot == place.slot) last = job;
  }
  return last;
}

/* Takes the state from a buffer if one has it. */
static bool get_buffered(struct file_store *store, struct place place, const struct span *spans, size_t count) {
  struct job *job = unwritten(store, place);
  struct job *ahead = &store->ahead;
  if (job == NULL && ahead->place.slot == place.slot && ahead->place.step == place.step) {
    while (ahead->progress == WAITING || ahead->progress == WORKING) pthread_cond_wait(&store->changed, &store->lock);
    if (ahead->progress == READY) job = ahead;
  }
  if (job == NULL || job->place.step != place.step || job->bytes != tsad_spans_bytes(spans, count)) return false;
  tsad_spans_scatter(spans, count, job->data + sizeof(struct record));
  return true;
}

static int get_file(struct store *base, struct place place, const struct span *spans, size_t count) {
  struct file_store *store = (struct file_store *)base;
  pthread_mutex_lock(&store->lock);
  int failed = said(store);
  bool have = !failed && get_buffered(store, place, spans, count);
  /* A slot that is being written is read when it has been. */
  while (!failed && !have && unwritten(store, place) != NULL) {
    pthread_cond_wait(&store->changed, &store->lock);
    failed = said(store);
  }
  wait_while(store, &store->ahead, WORKING);
  store->ahead.progress = IDLE;
  pthread_mutex_unlock(&store->lock);
  if (failed || have) return failed;
  size_t bytes = tsad_spans_bytes(spans, count);
  if (tsad_records_read(&store->records, place, store->ahead.data, bytes, base->error) != 0) return -1;
  tsad_spans_scatter(spans, count, store->ahead.data + sizeof(struct record));
  return 0;
}

static void hint_file(struct store *base, struct place place, size_t bytes) {
  struct file_store *store = (struct file_store *)base;
  pthread_mutex_lock(&store->lock);
  struct job *ahead = &store->ahead;
  bool have = ahead->place.slot == place.slot && ahead->place.step == place.step && ahead->progress != IDLE;
  if (!have && ahead->progress != WORKING && unwritten(store, place) == NULL) {
    ahead->place = place;
    ahead->bytes = bytes;
    ahead->progress = WAITING;
    pthread_cond_broadcast(&store->changed);
  }
  pthread_mutex_unlock(&store->lock);
}

static void release(struct file_store *store) {
  for (int i = 0; i < BUFFERS; i++) free(store->writes[i].data);
  free(store->ahead.data);
  tsad_records_close(&store->records);
  free(store);
}

static int close_file(struct store *base, char *error) {
  struct file_store *store = (struct file_store *)base;
  pthread_mutex_lock(&store->lock);
  store->stop = true;
  pthread_cond_broadcast(&store->changed);
  pthread_mutex_unlock(&store->lock);
  pthread_join(store->thread, NULL);
  pthread_cond_destroy(&store->changed);
  pthread_mutex_destroy(&store->lock);
  int failed = said(store);
  if (failed) memcpy(error, base->error, sizeof base->error);
  release(store);
  return failed;
}

static const struct store_class file = {put_file, get_file, hint_file, close_file};

static bool make_buffers(struct file_store *store) {
  size_t bytes = store->records.stride;
  bool made = (store->ahead.data = malloc(bytes)) != NULL;
  for (int i = 0; i < BUFFERS; i++) made = (store->writes[i].data = malloc(bytes)) != NULL && made;
  return made;
}

struct store *tsad_store_file(const struct store_options *options, char *error) {
  struct file_store *store = calloc(1, sizeof *store);
  if (store == NULL) {
    tsad_store_fail(error, "out of memory");
    return NULL;
  }
  store->base.kind = &file;
  store->base.state_bytes = options->state_bytes;
  store->ahead.place.slot = -1;
  if (tsad_records_open(&store->records, options, error) != 0) {
    free(store);
    return NULL;
  }
  memcpy(store->base.path, store->records.path, sizeof store->base.path);
  pthread_mutex_init(&store->lock, NULL);
  pthread_cond_init(&store->changed, NULL);
  if (make_buffers(store) && pthread_create(&store->thread, NULL, work, store) == 0) return &store->base;
  tsad_store_fail(error, "no memory for the buffers of %s, or no thread", store->records.path);
  release(store);
  return NULL;
}
