/* The heat equation in one dimension, with step and reverse written by hand: 100 points, two arrays that are swapped after each step.
 * heat STEPS [VARIANT...] runs it as the environment says (TSAD_CKPT and others) and prints what the tests read.
 *   cubic    a term that makes the reverse need the states
 *   indexed  the step depends on its index, which runs from 17 in steps of -3
 *   while    the length is not told
 *   once     the coefficients are overwritten between the sweeps
 *   record   steps can be recorded
 *   kill=K   the process kills itself in turn K */
#include "tsad/checkpoint.h"
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 100 };

struct env {
  double *T, *Tn, *dT, *dTn;
  double coefficient[POINTS];
  int64_t nsteps, kill, calls;
  int cubic, indexed, ends;
};

static double first[POINTS], second[POINTS], d_first[POINTS], d_second[POINTS];

static double factor(const struct env *env, int64_t k) {
  int64_t index = 17 - 3 * k;
  return env->indexed ? 1 + 0.001 * (double)(index % 7) : 1;
}

static void swap(struct env *env) {
  double *T = env->T, *dT = env->dT;
  env->T = env->Tn, env->Tn = T;
  env->dT = env->dTn, env->dTn = dT;
}

static int32_t step(int64_t k, void *argument) {
  struct env *env = argument;
  const double *T = env->T, f = factor(env, k), cubic = env->cubic ? 1e-4 : 0;
  env->calls++;
  for (int i = 1; i < POINTS - 1; i++) {
    env->Tn[i] = T[i] + f * env->coefficient[i] * (T[i - 1] - 2 * T[i] + T[i + 1]) - cubic * T[i] * T[i] * T[i];
  }
  env->Tn[0] = T[0], env->Tn[POINTS - 1] = T[POINTS - 1];
  swap(env);
  return env->ends && k + 1 == env->nsteps ? 7 : 0;
}

/* From the state after step k to the one before it, given that state. */
static void reverse(int64_t k, struct env *env, const double *T) {
  swap(env);
  double f = factor(env, k), cubic = env->cubic ? 1e-4 : 0;
  for (int i = POINTS - 2; i > 0; i--) {
    double d = env->dTn[i], c = f * env->coefficient[i] * d;
    env->dT[i] += d - 2 * c - cubic * 3 * T[i] * T[i] * d;
    env->dT[i - 1] += c, env->dT[i + 1] += c;
  }
  env->dT[0] += env->dTn[0], env->dT[POINTS - 1] += env->dTn[POINTS - 1];
  memset(env->dTn, 0, sizeof first);
}

static void turn(int64_t k, void *argument) {
  struct env *env = argument;
  if (k == env->kill) raise(SIGKILL);
  step(k, env);
  env->calls--;
  reverse(k, env, env->Tn);
}

static int32_t record(int64_t k, void *argument, void *kept) {
  struct env *env = argument;
  memcpy(kept, env->T, sizeof first);
  return step(k, env);
}

static void unwind(int64_t k, void *argument, const void *kept) { reverse(k, argument, kept); }

/* Kilobytes that this program has had at most; those of the process that started it do not count. */
static long peak(void) {
  char line[200];
  long kilobytes = -1;
  FILE *file = fopen("/proc/self/status", "r");
  while (file != NULL && fgets(line, sizeof line, file) != NULL) sscanf(line, "VmHWM: %ld", &kilobytes);
  if (file != NULL) fclose(file);
  return kilobytes;
}

static const char *option(int count, char **words, const char *name) {
  size_t length = strlen(name);
  for (int i = 2; i < count; i++) {
    if (strncmp(words[i], name, length) == 0) return words[i] + length;
  }
  return NULL;
}

int main(int count, char **words) {
  static struct env env = {.T = first, .Tn = second, .dT = d_first, .dTn = d_second, .kill = -1};
  const tsad_region regions[] = {
      {first, sizeof first, TSAD_STATE},         {second, sizeof second, TSAD_STATE},
      {&env.T, sizeof env.T, TSAD_POINTER},      {&env.Tn, sizeof env.Tn, TSAD_POINTER},
      {&env.dT, sizeof env.dT, TSAD_POINTER},    {&env.dTn, sizeof env.dTn, TSAD_POINTER},
      {d_first, sizeof d_first, TSAD_SHADOW},    {d_second, sizeof d_second, TSAD_SHADOW},
      {env.coefficient, sizeof env.coefficient, TSAD_ONCE}};
  size_t regions_used = sizeof regions / sizeof *regions - (option(count, words, "once") == NULL);
  tsad_loop loop = {"heat", "heat.c:42", regions, regions_used, &env, step, turn, NULL, NULL, 0};
  tsad_checkpoint_stats stats = {0};
  tsad_checkpoint_config config = {.stats = &stats};
  if (count < 2) return 1;
  env.nsteps = atoll(words[1]);
  env.cubic = option(count, words, "cubic") != NULL, env.indexed = option(count, words, "indexed") != NULL;
  env.ends = option(count, words, "while") != NULL;
  if (option(count, words, "kill=") != NULL) env.kill = atoll(option(count, words, "kill="));
  if (option(count, words, "record") != NULL) loop.record = record, loop.unwind = unwind, loop.record_bytes = sizeof first;
  if (option(count, words, "broken=") != NULL) env.ends = 1, env.nsteps -= atoll(option(count, words, "broken="));
  for (int i = 0; i < POINTS; i++) env.coefficient[i] = env.cubic || env.indexed ? 0.4 : 0.5;
  first[0] = 20;
  if (option(count, words, "hotter") != NULL) first[0] = 21;

  tsad_checkpoint *run = tsad_checkpoint_begin(&loop, &config, option(count, words, "while") == NULL ? atoll(words[1]) : -1);
  int32_t exit = tsad_checkpoint_forward(run);
  double sum = 0, norm = 0, after[POINTS];
  for (int i = 0; i < POINTS; i++) sum += env.T[i], norm += env.T[i] * env.T[i];
  memcpy(after, env.T, sizeof after);
  if (option(count, words, "once") != NULL) env.coefficient[3] = NAN;
  for (int i = 0; i < POINTS; i++) env.dT[i] = 1;
  const double *T = env.T;
  tsad_checkpoint_reverse(run);
  int kept = T == env.T && memcmp(after, env.T, sizeof after) == 0 && (option(count, words, "once") == NULL || isnan(env.coefficient[3]));
  int64_t steps = tsad_checkpoint_steps(run);
  tsad_checkpoint_end(run);

  /* The gradient is where the first state was. */
  double inner = 0;
  for (int i = 1; i < POINTS - 1; i++) inner += d_first[i] * d_first[i];
  printf("sum %.15g\nnorm %.16g\nd1 %.15g\nd2 %.15g\nd50 %.15g\ninner %.15g\n", sum, sqrt(norm), d_first[0], d_first[1], d_first[49],
         sqrt(inner));
  printf("steps %lld\nexit %d\nkept %d\ncalls %lld\nforward %lld\nturns %lld\n", (long long)steps, (int)exit, kept, (long long)env.calls,
         (long long)stats.forward_steps, (long long)stats.turns);
  printf("stores %lld\nrestores %lld\nslots %lld\nbytes %llu\n", (long long)stats.stores, (long long)stats.restores,
         (long long)stats.slots, (unsigned long long)stats.bytes);
  printf("peak %ld\ngradient", peak());
  for (int i = 0; i < POINTS; i++) printf(" %a", d_first[i]);
  printf("\n");
  return 0;
}
