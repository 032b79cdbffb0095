/* The journal: after a crash in the reverse sweep, what is needed to go on. It holds the gradient with respect to the state before step
 * `nsteps - turned`, and the state after the loop. The rest of the loop is a shorter loop of the same kind, so a run that goes on plans
 * it anew from its first state, which the program makes again; no snapshot of the run that was interrupted is needed. */
#define _POSIX_C_SOURCE 200809L
#include "driver.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct journal {
  char magic[8];
  uint32_t layout, entry_crc;
  int64_t nsteps, turned;
  uint64_t whole_bytes, shadow_bytes;
  int32_t exit;
  uint32_t crc; /* of what stands before it, and of what follows */
  char snapshots[STORE_PATH_SIZE];
};

static const char magic[] = "TSADJRN1";

static uint32_t crc_of(const tsad_checkpoint *checkpoint, const struct journal *head, const unsigned char *data) {
  uint32_t crc = tsad_crc_of(&checkpoint->crc, 0, head, offsetof(struct journal, crc));
  crc = tsad_crc_of(&checkpoint->crc, crc, head->snapshots, sizeof head->snapshots);
  return tsad_crc_of(&checkpoint->crc, crc, data, head->whole_bytes + head->shadow_bytes);
}

static void name_journal(tsad_checkpoint *checkpoint, const char *folder) {
  const tsad_checkpoint_config *config = &checkpoint->config;
  snprintf(checkpoint->journal, sizeof checkpoint->journal, "%.800s/%.100s.r%d.journal", folder, config->job, (int)config->rank);
}

/* The pointers are those of the last time that the whole state was put somewhere. */
static void check_portable(const tsad_checkpoint *checkpoint) {
  if (tsad_state_is_portable(&checkpoint->whole)) return;
  tsad_checkpoint_fail(checkpoint, "a journal needs pointers into regions, and one leads elsewhere: name what it leads to as a region");
}

/* A journal that is there already is of a run that was interrupted: it is not to be lost by chance. */
void tsad_journal_begin(tsad_checkpoint *checkpoint) {
  const tsad_checkpoint_config *config = &checkpoint->config;
  if (config->resume == NULL && config->journal_period == 0) return;
  checkpoint->entry_crc = tsad_state_crc(&checkpoint->crc, &checkpoint->whole);
  check_portable(checkpoint);
  name_journal(checkpoint, config->resume == NULL ? config->folder : config->resume);
  if (config->resume != NULL || access(checkpoint->journal, F_OK) != 0) return;
  tsad_checkpoint_fail(checkpoint, "%.300s is the journal of a run that was interrupted: go on from it with TSAD_CKPT_RESUME=%.200s, or remove it",
                       checkpoint->journal, config->folder);
}

/* Writes to a file of another name and then gives it the name: there is a whole journal at every moment. */
static int replace_file(const char *path, const void *head, size_t head_bytes, const void *data, size_t bytes) {
  char draft[1040];
  snprintf(draft, sizeof draft, "%s.new", path);
  FILE *file = fopen(draft, "wb");
  if (file == NULL) return -1;
  bool whole = fwrite(head, 1, head_bytes, file) == head_bytes && fwrite(data, 1, bytes, file) == bytes;
  whole = fflush(file) == 0 && whole && fsync(fileno(file)) == 0;
  if (fclose(file) != 0 || !whole) return -1;
  return rename(draft, path);
}

/* The state after the loop, then the shadows. */
static unsigned char *gather(tsad_checkpoint *checkpoint) {
  struct state *whole = &checkpoint->whole, *shadow = &checkpoint->shadow;
  unsigned char *data = malloc(whole->bytes + shadow->bytes + 1);
  if (data == NULL) tsad_checkpoint_fail(checkpoint, "no memory for the journal");
  tsad_spans_gather(shadow->spans, shadow->span_count, data + whole->bytes);
  return data;
}

void tsad_journal_write(tsad_checkpoint *checkpoint) {
  int64_t period = checkpoint->config.journal_period;
  if (period == 0 || checkpoint->turned % period != 0 || checkpoint->turned == checkpoint->nsteps) return;
  check_portable(checkpoint);
  unsigned char *data = gather(checkpoint);
  struct span start = {data, checkpoint->whole.bytes};
  struct store *aside = checkpoint->aside;
  if (aside->kind->get(aside, (struct place){START_PLACE, checkpoint->nsteps, 0}, &start, 1) != 0) {
    tsad_checkpoint_fail(checkpoint, "%s", aside->error);
  }
  struct journal head = {.layout = tsad_state_layout(checkpoint), .entry_crc = checkpoint->entry_crc, .nsteps = checkpoint->nsteps};
  memcpy(head.magic, magic, sizeof head.magic);
  head.turned = checkpoint->turned;
  head.whole_bytes = checkpoint->whole.bytes, head.shadow_bytes = checkpoint->shadow.bytes;
  head.exit = checkpoint->exit;
  if (checkpoint->store != NULL) memcpy(head.snapshots, checkpoint->store->path, sizeof head.snapshots);
  head.crc = crc_of(checkpoint, &head, data);
  if (replace_file(checkpoint->journal, &head, sizeof head, data, head.whole_bytes + head.shadow_bytes) != 0) {
    tsad_checkpoint_fail(checkpoint, "cannot write the journal %.300s (%s)", checkpoint->journal, strerror(errno));
  }
  free(data);
}

static void check_head(tsad_checkpoint *checkpoint, const struct journal *head, bool whole) {
  if (!whole || memcmp(head->magic, magic, sizeof head->magic) != 0) {
    tsad_checkpoint_fail(checkpoint, "resume: %.300s is no journal, or damaged", checkpoint->journal);
  }
  if (head->layout != tsad_state_layout(checkpoint) || head->whole_bytes != checkpoint->whole.bytes ||
      head->shadow_bytes != checkpoint->shadow.bytes) {
    tsad_checkpoint_fail(checkpoint, "resume: state layout changed since %.300s was written", checkpoint->journal);
  }
  if (head->entry_crc != checkpoint->entry_crc) {
    tsad_checkpoint_fail(checkpoint, "resume: the state before the loop is not that of the run that wrote %.300s", checkpoint->journal);
  }
  if (checkpoint->announced >= 0 && checkpoint->announced != head->nsteps) {
    tsad_checkpoint_fail(checkpoint, "resume: this run has %lld steps, the run that wrote %.300s had %lld", (long long)checkpoint->announced,
                         checkpoint->journal, (long long)head->nsteps);
  }
}

/* Reads the journal whole. The caller frees the data. */
static unsigned char *read_journal(tsad_checkpoint *checkpoint, struct journal *head) {
  unsigned char *data = gather(checkpoint);
  FILE *file = fopen(checkpoint->journal, "rb");
  if (file == NULL) tsad_checkpoint_fail(checkpoint, "resume: cannot read %.300s (%s): without a journal the run begins anew, without TSAD_CKPT_RESUME",
                                          checkpoint->journal, strerror(errno));
  check_head(checkpoint, head, fread(head, sizeof *head, 1, file) == 1);
  size_t bytes = head->whole_bytes + head->shadow_bytes;
  bool whole = fread(data, 1, bytes, file) == bytes && fgetc(file) == EOF;
  fclose(file);
  check_head(checkpoint, head, whole && head->crc == crc_of(checkpoint, head, data));
  return data;
}

void tsad_journal_resume(tsad_checkpoint *checkpoint) {
  struct journal head;
  unsigned char *data = read_journal(checkpoint, &head);
  checkpoint->nsteps = head.nsteps;
  checkpoint->turned = head.turned;
  checkpoint->exit = head.exit;
  tsad_spans_scatter(checkpoint->whole.spans, checkpoint->whole.span_count, data);
  free(data);
  if (tsad_state_after_get(&checkpoint->whole) != 0) check_head(checkpoint, &head, false);
  if (head.snapshots[0] != '\0') unlink(head.snapshots);
}

void tsad_journal_adjoints(tsad_checkpoint *checkpoint) {
  struct journal head;
  unsigned char *data = read_journal(checkpoint, &head);
  tsad_spans_scatter(checkpoint->shadow.spans, checkpoint->shadow.span_count, data + head.whole_bytes);
  free(data);
}

void tsad_journal_remove(tsad_checkpoint *checkpoint) {
  if (checkpoint->journal[0] != '\0') unlink(checkpoint->journal);
}
