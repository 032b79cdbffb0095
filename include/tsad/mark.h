/* How a program tells tsad which of its loops are checkpointed. None of this has a definition: tsad takes the calls out of the program, and
 * a program that tsad does not see is compiled without this file. docs/checkpointing.md has the manual. */
#ifndef TSAD_MARK_H
#define TSAD_MARK_H

#include "tsad/schedule.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In the body of a loop: its gradient keeps only as many states as the schedule and the budget allow. `schedule` is TSAD_STORE_ALL,
 * TSAD_PERIODIC, TSAD_REVOLVE, TSAD_ONLINE or TSAD_AUTO, a constant; `budget` the number of states (of segments for TSAD_PERIODIC, of
 * bytes for TSAD_AUTO), 0 for the usual one. */
void __tsad_checkpoint(int64_t schedule, int64_t budget);

/* In front of a loop: the memory at `pointer` that the loop may write has so many bytes. */
void __tsad_region(const void *pointer, int64_t bytes);

/* for (i = start; i < start + n; i++) step(i, arguments...), checkpointed:
 *   __tsad_checkpoint_for((void *)step, start, n, tsad_checkpoint_schedule, TSAD_REVOLVE, 10, tsad_checkpoint_region, u, bytes, arguments...)
 * The schedule and any number of regions may stand in front of the arguments. */
void __tsad_checkpoint_for(void *step, ...);

/* for (i = 0; step(i, arguments...); i++) ;, the same. */
void __tsad_checkpoint_while(void *step, ...);

extern int tsad_checkpoint_schedule, tsad_checkpoint_region;

#ifdef __cplusplus
}
#endif
#endif
