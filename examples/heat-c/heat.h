/* A rod that cools from both ends, in CELLS pieces. */
#ifndef HEAT_H
#define HEAT_H

enum { CELLS = 40, STEPS = 60 };

/* One step of time: what each piece has next, from what it has now. */
void heat_step(const double *now, double *next, int cells);

/* How far the rod, begun with `start`, is from `observed` after STEPS steps: half the sum of squares. */
double misfit(const double *start, const double *observed, int cells);

/* The rod after STEPS steps. */
void cool(const double *start, double *end, int cells);

#endif
