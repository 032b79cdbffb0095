/* What code that tsad generates calls to begin a loop: the mark of a loop has a schedule and one number. */
#include "tsad/checkpoint.h"

enum { DEFAULT_ONLINE_SLOTS = 32 };

/* A loop whose length only its last step knows is run online, by whatever schedule it is marked with but store-all and auto. */
static tsad_schedule_options options_of(int64_t schedule, int64_t budget, int64_t nsteps) {
  tsad_schedule_options options = {.kind = (int32_t)schedule, .slots = budget > 0 ? budget : 0};
  if (schedule == TSAD_AUTO) {
    options.slots = 0;
    options.budget = budget > 0 ? (uint64_t)budget : 0;
    return options;
  }
  if (nsteps < 0 && schedule != TSAD_STORE_ALL) options.kind = TSAD_ONLINE;
  if (options.kind == TSAD_ONLINE && options.slots == 0) options.slots = DEFAULT_ONLINE_SLOTS;
  return options;
}

tsad_checkpoint *tsad_checkpoint_begin_loop(const char *name, const char *location, const tsad_region *regions, int64_t region_count,
                                            void *env, int32_t (*step)(int64_t, void *), void (*turn)(int64_t, void *), int64_t schedule,
                                            int64_t budget, int64_t nsteps) {
  tsad_loop loop = {.name = name, .location = location, .regions = regions, .region_count = (size_t)region_count,
                    .env = env, .step = step, .turn = turn};
  tsad_checkpoint_config config = {.schedule = options_of(schedule, budget, nsteps)};
  return tsad_checkpoint_begin(&loop, &config, nsteps);
}
