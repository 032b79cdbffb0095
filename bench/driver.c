/* Runs one program: checks its gradient, counts what the gradient allocates, and measures primal, gradient and the adjoint
 * written by hand in turns. Prints lines of a name and numbers. */
#include "bench.h"
#include "heap.h"
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#pragma weak adjoint

enum { repetitions = 11, directions = 3 };
static const double least_time = 0.02; /* seconds that one repetition takes at least */

/* The data of the program; `start` is what the inputs are before each call, `weights` what the shadows of the outputs are. */
static double *x, *start, *dx, *y, *dy, *weights;

double uniform(double from, double to) {
  static unsigned long state = 1;
  state = state * 6364136223846793005ul + 1442695040888963407ul;
  return from + (to - from) * (double)(state >> 11) * 0x1p-53;
}

double *zeros(size_t count) { return calloc(count > 0 ? count : 1, sizeof(double)); }

static void set_up(void) {
  x = zeros(program.inputs), dx = zeros(program.inputs), start = zeros(program.inputs);
  y = program.in_place ? x : zeros(program.outputs);
  dy = program.in_place ? dx : zeros(program.outputs);
  weights = zeros(program.outputs);
  prepare(start);
  for (int i = 0; i < program.outputs; i++) weights[i] = uniform(0.5, 1.5);
}

static void reset(void) {
  memcpy(x, start, program.inputs * sizeof *x);
  memset(dx, 0, program.inputs * sizeof *dx);
  memcpy(dy, weights, program.outputs * sizeof *dy);
}

static void run_primal(void) { primal(x, y); }
static void run_gradient(void) { gradient(x, dx, y, dy); }
static void run_adjoint(void) { adjoint(x, dx, y, dy); }

/* Kilobytes that a process has at most which does only this. */
static long peak_of(void (*run)(void)) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    set_up();
    reset();
    run();
    _exit(0);
  }
  int status = 1;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) {
    fprintf(stderr, "a process that ran the program alone ended with status %d\n", status);
    exit(1);
  }
  return usage.ru_maxrss;
}

/* The weighted sum of the results at `start` plus `h` times the direction. */
static double objective(const double *direction, double h) {
  reset();
  for (int i = 0; i < program.inputs; i++) x[i] += h * direction[i];
  double sum = primal(x, y);
  for (int k = 0; k < program.outputs; k++) sum += weights[k] * y[k];
  return sum;
}

/* The derivative along a direction: central differences, extrapolated, the entry that by its neighbours is the most exact. */
static double difference(const double *direction) {
  enum { levels = 8 };
  double table[levels][levels], best = NAN, least = INFINITY;
  double h = program.step > 0 ? program.step : 1e-2;
  for (int i = 0; i < levels; i++, h /= 2) {
    table[i][0] = (objective(direction, h) - objective(direction, -h)) / (2 * h);
    double factor = 1;
    for (int j = 1; j <= i; j++) {
      factor *= 4;
      table[i][j] = table[i][j - 1] + (table[i][j - 1] - table[i - 1][j - 1]) / (factor - 1);
      double change = fmax(fabs(table[i][j] - table[i][j - 1]), fabs(table[i][j] - table[i - 1][j - 1]));
      if (change < least) least = change, best = table[i][j];
    }
  }
  return best;
}

/* How far `found` is from the differences, in the worst of some directions, relative to what the terms of the sum are. */
static double error_by_differences(const double *found) {
  double *direction = zeros(program.inputs), worst = 0;
  for (int d = 0; d < directions; d++) {
    double sum = 0, squares = 0;
    for (int i = 0; i < program.inputs; i++) {
      double sign = uniform(-1, 1) < 0 ? -1 : 1;
      direction[i] = sign * uniform(0.5, 1.5) * fmax(fabs(start[i]), 1e-2);
      sum += found[i] * direction[i];
      squares += found[i] * found[i] * direction[i] * direction[i];
    }
    double error = fabs(sum - difference(direction)) / sqrt(squares);
    if (!(error <= worst)) worst = error;
  }
  free(direction);
  return worst;
}

/* The largest relative error of a component; those below a thousandth of the largest one are held against that. */
static double error_by_hand(const double *found, const double *expected, int count) {
  double largest = 0, worst = 0;
  for (int i = 0; i < count; i++) largest = fmax(largest, fabs(expected[i]));
  for (int i = 0; i < count; i++) {
    double error = fabs(found[i] - expected[i]) / fmax(fabs(expected[i]), 1e-3 * largest);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}

static double *kept(const double *from, int count) {
  return memcpy(zeros(count), from, count * sizeof(double));
}

static void check(void) {
  reset();
  run_primal();
  double *outputs = kept(y, program.outputs);
  reset();
  heap = (struct heap){.counting = 1};
  run_gradient();
  heap.counting = 0;
  printf("tape %ld\nallocations %ld\n", heap.peak, heap.allocations);
  double *found = kept(dx, program.inputs);
  if (!program.no_result && !program.in_place)
    printf("outputs-error %.3g\n", error_by_hand(y, outputs, program.outputs));
  if (adjoint) {
    reset();
    run_adjoint();
    printf("hand-error %.3g\n", error_by_hand(found, dx, program.inputs));
  }
  if (!program.kinks) printf("difference-error %.3g\n", error_by_differences(found));
  free(outputs), free(found);
}

/* Seconds of CPU time for one call, the mean over as many as make a repetition. Shadows are reset between, unmeasured. */
static double seconds(void (*run)(void)) {
  double total = 0;
  int calls = 0;
  for (; total < least_time; calls++) {
    struct timespec before, after;
    reset();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    run();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    total += (after.tv_sec - before.tv_sec) + (after.tv_nsec - before.tv_nsec) * 1e-9;
  }
  return total / calls;
}

static int compare(const void *a, const void *b) {
  double difference = *(const double *)a - *(const double *)b;
  return (difference > 0) - (difference < 0);
}

/* Prints the quartiles of values. */
static void spread(const char *name, double *values) {
  qsort(values, repetitions, sizeof *values, compare);
  int quarter = repetitions / 4;
  printf("%s %.6g %.6g %.6g\n", name, values[quarter], values[repetitions / 2],
         values[repetitions - 1 - quarter]);
}

static void measure(void) {
  double of_primal[repetitions], ratio[repetitions], hand[repetitions], to_hand[repetitions];
  for (int r = 0; r < repetitions; r++) {
    of_primal[r] = seconds(run_primal);
    double of_gradient = seconds(run_gradient);
    ratio[r] = of_gradient / of_primal[r];
    if (!adjoint) continue;
    double of_hand = seconds(run_adjoint);
    hand[r] = of_hand / of_primal[r];
    int also_primal = program.adjoint_alone && !program.no_result;
    to_hand[r] = of_gradient / (of_hand + (also_primal ? of_primal[r] : 0));
  }
  spread("primal", of_primal);
  spread("ratio", ratio);
  if (adjoint) spread("hand", hand), spread("to-hand", to_hand);
}

int main(void) {
  printf("need %.0f\n", program.need);
  printf("peak %ld %ld\n", peak_of(run_primal), peak_of(run_gradient));
  set_up();
  check();
  fflush(stdout);
  measure();
  return 0;
}
