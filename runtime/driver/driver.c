/* Runs a loop over a schedule and a storage. */
#include "driver.h"
#include <stdlib.h>
#include <string.h>

static void put(tsad_checkpoint *checkpoint, struct store *store, struct place place, struct state *state) {
  tsad_state_before_put(state);
  if (store->kind->put(store, place, state->spans, state->span_count) != 0) tsad_checkpoint_fail(checkpoint, "%s", store->error);
}

static void get(tsad_checkpoint *checkpoint, struct store *store, struct place place, struct state *state) {
  if (store->kind->get(store, place, state->spans, state->span_count) != 0) tsad_checkpoint_fail(checkpoint, "%s", store->error);
  if (tsad_state_after_get(state) != 0) tsad_checkpoint_fail(checkpoint, "slot %lld holds no state", (long long)place.slot);
}

static struct place place_of(const tsad_action *action) {
  bool state = action->kind == TSAD_STORE || action->kind == TSAD_RESTORE;
  return (struct place){action->slot, state ? action->iteration : action->start, action->level};
}

/* Does the schedule not know the length yet? */
static bool is_open(const tsad_checkpoint *checkpoint) {
  return !checkpoint->resumed && (checkpoint->announced < 0 || checkpoint->config.schedule.kind == TSAD_ONLINE);
}

static tsad_action next(tsad_checkpoint *checkpoint) {
  tsad_action action;
  if (checkpoint->ahead_count == 0) {
    tsad_schedule_next(checkpoint->schedule, &action);
  } else {
    action = checkpoint->ahead[checkpoint->ahead_first];
    checkpoint->ahead_first = (checkpoint->ahead_first + 1) % LOOKAHEAD;
    checkpoint->ahead_count--;
  }
  if (action.kind == TSAD_ERR) tsad_checkpoint_fail(checkpoint, "out of memory for the schedule");
  return action;
}

/* Tells the storage which state will be read next, so that it is read while steps are run. */
static void look_ahead(tsad_checkpoint *checkpoint) {
  struct store *store = checkpoint->store;
  if (store->kind->hint == NULL) return;
  for (int i = 0; i < LOOKAHEAD; i++) {
    tsad_action *action = &checkpoint->ahead[(checkpoint->ahead_first + i) % LOOKAHEAD];
    if (i == checkpoint->ahead_count) {
      tsad_schedule_next(checkpoint->schedule, action);
      checkpoint->ahead_count++;
    }
    /* Whatever is put to a slot first comes from memory. */
    if (action->kind == TSAD_STORE || action->kind == TSAD_RECORD || action->kind == TSAD_DONE || action->kind == TSAD_ERR) return;
    bool reads = action->kind == TSAD_RESTORE || action->kind == TSAD_UNWIND;
    if (!reads) continue;
    store->kind->hint(store, place_of(action), action->kind == TSAD_UNWIND ? checkpoint->loop.record_bytes : checkpoint->state.bytes);
    return;
  }
}

/* Notes that a step has been run; the first time the state before it may be wanted in a file. */
static int32_t run_step(tsad_checkpoint *checkpoint, int64_t k, void *record) {
  const tsad_loop *loop = &checkpoint->loop;
  bool first = !checkpoint->resumed && k == checkpoint->swept;
  if (first) tsad_dump(checkpoint, "prim", &checkpoint->state, k);
  int32_t exit = record == NULL ? loop->step(k, loop->env) : loop->record(k, loop->env, record);
  checkpoint->stats.forward_steps++;
  if (!first) return 0;
  checkpoint->swept++;
  if (exit != 0 && checkpoint->announced >= 0 && k + 1 < checkpoint->announced) {
    tsad_checkpoint_fail(checkpoint, "step %lld left the loop, which was to have %lld steps: a loop that a step may end has length -1",
                         (long long)k, (long long)checkpoint->announced);
  }
  return exit;
}

static void count_slot(tsad_checkpoint *checkpoint, const tsad_action *action) {
  checkpoint->stats.stores++;
  if (action->slot >= checkpoint->stats.slots) checkpoint->stats.slots = action->slot + 1;
}

static void record(tsad_checkpoint *checkpoint, const tsad_action *action) {
  struct store *store = checkpoint->store;
  struct span span = {checkpoint->record, checkpoint->loop.record_bytes};
  run_step(checkpoint, action->start, checkpoint->record);
  count_slot(checkpoint, action);
  if (store->kind->put(store, place_of(action), &span, 1) != 0) tsad_checkpoint_fail(checkpoint, "%s", store->error);
}

static void after_turn(tsad_checkpoint *checkpoint, int64_t k) {
  checkpoint->turned++;
  tsad_dump(checkpoint, "adj", &checkpoint->shadow, k);
  tsad_journal_write(checkpoint);
}

static void unwind(tsad_checkpoint *checkpoint, const tsad_action *action) {
  struct store *store = checkpoint->store;
  const tsad_loop *loop = &checkpoint->loop;
  struct span span = {checkpoint->record, loop->record_bytes};
  if (store->kind->get(store, place_of(action), &span, 1) != 0) tsad_checkpoint_fail(checkpoint, "%s", store->error);
  loop->unwind(action->start, loop->env, checkpoint->record);
  after_turn(checkpoint, action->start);
}

/* Does what the actions of both sweeps have in common. Returns what the last step of a FORWARD returned. */
static int32_t act(tsad_checkpoint *checkpoint, const tsad_action *action) {
  const tsad_loop *loop = &checkpoint->loop;
  int32_t exit = 0;
  tsad_report_action(checkpoint, action);
  switch (action->kind) {
  case TSAD_STORE:
    put(checkpoint, checkpoint->store, place_of(action), &checkpoint->state);
    count_slot(checkpoint, action);
    break;
  case TSAD_RESTORE:
    get(checkpoint, checkpoint->store, place_of(action), &checkpoint->state);
    checkpoint->stats.restores++;
    break;
  case TSAD_FORWARD:
    if (!is_open(checkpoint) || checkpoint->last_run) look_ahead(checkpoint);
    for (int64_t k = action->start; k < action->iteration && exit == 0; k++) {
      if (checkpoint->announced >= 0 && !checkpoint->resumed && k == checkpoint->announced) break;
      exit = run_step(checkpoint, k, NULL);
    }
    break;
  case TSAD_RECORD: record(checkpoint, action); break;
  case TSAD_UNWIND: unwind(checkpoint, action); break;
  case TSAD_FIRSTUTURN:
  case TSAD_UTURN:
    look_ahead(checkpoint);
    loop->turn(action->start, loop->env);
    checkpoint->stats.turns++;
    after_turn(checkpoint, action->start);
    break;
  default: break;
  }
  return exit;
}

/* The loop has ended: the schedule learns its length, or it knew it and the first turn is next. */
static void end_sweep(tsad_checkpoint *checkpoint) {
  checkpoint->last_run = true;
  checkpoint->nsteps = checkpoint->swept;
  tsad_dump(checkpoint, "prim", &checkpoint->state, checkpoint->nsteps);
  if (is_open(checkpoint) && tsad_schedule_set_nsteps(checkpoint->schedule, checkpoint->nsteps) != 0) {
    tsad_checkpoint_fail(checkpoint, "out of memory for the schedule");
  }
}

/* The last step is run without being reversed, so that the program goes on from the right state; the one before it is kept. */
static void run_last_step(tsad_checkpoint *checkpoint, const tsad_action *turn) {
  put(checkpoint, checkpoint->aside, (struct place){LAST_PLACE, turn->start, 0}, &checkpoint->state);
  checkpoint->exit = run_step(checkpoint, turn->start, NULL);
  checkpoint->ahead_first = (checkpoint->ahead_first + LOOKAHEAD - 1) % LOOKAHEAD;
  checkpoint->ahead[checkpoint->ahead_first] = *turn;
  checkpoint->ahead_count++;
}

int32_t tsad_checkpoint_forward(tsad_checkpoint *checkpoint) {
  if (checkpoint->resumed) {
    put(checkpoint, checkpoint->aside, (struct place){ENTRY_PLACE, 0, 0}, &checkpoint->whole);
    tsad_journal_resume(checkpoint);
    return checkpoint->exit;
  }
  if (checkpoint->whole.span_count > checkpoint->state.span_count) {
    put(checkpoint, checkpoint->aside, (struct place){ENTRY_PLACE, 0, 0}, &checkpoint->whole);
  }
  bool open = is_open(checkpoint);
  while (checkpoint->swept != checkpoint->announced) {
    tsad_action action = next(checkpoint);
    if (action.kind == TSAD_FIRSTUTURN) {
      run_last_step(checkpoint, &action);
      break;
    }
    checkpoint->exit = act(checkpoint, &action);
    if (open && checkpoint->exit != 0) break;
  }
  end_sweep(checkpoint);
  return checkpoint->exit;
}

/* A run that goes on plans what is left of the loop. */
static void plan_rest(tsad_checkpoint *checkpoint) {
  char error[300];
  tsad_schedule_options options = checkpoint->config.schedule;
  int64_t left = checkpoint->nsteps - checkpoint->turned;
  if (options.kind == TSAD_ONLINE) options.kind = TSAD_REVOLVE;
  tsad_schedule_finalize(checkpoint->schedule);
  if (tsad_schedule_init(&checkpoint->schedule, &options, left, error, sizeof error) != 0) tsad_checkpoint_fail(checkpoint, "%s", error);
  get(checkpoint, checkpoint->aside, (struct place){ENTRY_PLACE, 0, 0}, &checkpoint->whole);
  tsad_journal_adjoints(checkpoint);
}

void tsad_checkpoint_reverse(tsad_checkpoint *checkpoint) {
  struct store *aside = checkpoint->aside;
  struct place start = {START_PLACE, checkpoint->nsteps, 0};
  if (checkpoint->nsteps <= 0) return;
  put(checkpoint, aside, start, &checkpoint->whole);
  tsad_dump(checkpoint, "adj", &checkpoint->shadow, checkpoint->nsteps);
  if (checkpoint->resumed) {
    plan_rest(checkpoint);
  } else {
    if (checkpoint->whole.span_count > checkpoint->state.span_count) get(checkpoint, aside, (struct place){ENTRY_PLACE, 0, 0}, &checkpoint->whole);
    if (!is_open(checkpoint)) get(checkpoint, aside, (struct place){LAST_PLACE, checkpoint->nsteps - 1, 0}, &checkpoint->state);
  }
  tsad_action action;
  do {
    action = next(checkpoint);
    act(checkpoint, &action);
  } while (action.kind != TSAD_DONE);
  get(checkpoint, aside, start, &checkpoint->whole);
  tsad_journal_remove(checkpoint);
}

int64_t tsad_checkpoint_steps(const tsad_checkpoint *checkpoint) { return checkpoint->nsteps; }

void tsad_checkpoint_end(tsad_checkpoint *checkpoint) {
  char error[STORE_ERROR_SIZE] = "";
  if (checkpoint == NULL) return;
  if (checkpoint->last_run && checkpoint->nsteps > 0) checkpoint->stats.forward_steps--;
  tsad_report_end(checkpoint);
  if (checkpoint->store != NULL && checkpoint->store->kind->close(checkpoint->store, error) != 0) {
    checkpoint->store = NULL;
    tsad_checkpoint_fail(checkpoint, "%s", error);
  }
  if (checkpoint->aside != NULL) checkpoint->aside->kind->close(checkpoint->aside, error);
  tsad_schedule_finalize(checkpoint->schedule);
  tsad_state_free(&checkpoint->state);
  tsad_state_free(&checkpoint->whole);
  tsad_state_free(&checkpoint->shadow);
  free(checkpoint->record);
  free(checkpoint);
}
