/* The Van der Pol oscillator with Bogacki and Shampine's adaptive steps: a loop that a step ends, with steps that are rejected. A turn
 * reverses a step by its Jacobian, whose columns the complex step gives without a subtraction. */
#include "tsad/checkpoint.h"
#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { Y1, Y2, TIME, STEP, MU, STATES = 4, INPUTS = 5 };
static const double end = 10, tolerance = 1e-6;

struct env {
  double state[STATES], d_state[STATES];
  double mu, d_mu;
  long accepted, rejected;
};

static void slope(const double complex y[2], double complex mu, double complex to[2]) {
  to[0] = y[1];
  to[1] = mu * (1 - y[0] * y[0]) * y[1] - y[0];
}

/* One step of the method, accepted or not. Returns whether it was. */
static int advance(double complex z[INPUTS]) {
  double complex rest = end - z[TIME], h = creal(z[STEP]) < creal(rest) ? z[STEP] : rest;
  double complex k[4][2], y[2], e[2];
  slope(z, z[MU], k[0]);
  for (int i = 0; i < 2; i++) y[i] = z[i] + h / 2 * k[0][i];
  slope(y, z[MU], k[1]);
  for (int i = 0; i < 2; i++) y[i] = z[i] + 3 * h / 4 * k[1][i];
  slope(y, z[MU], k[2]);
  for (int i = 0; i < 2; i++) y[i] = z[i] + h * (2 * k[0][i] + 3 * k[1][i] + 4 * k[2][i]) / 9;
  slope(y, z[MU], k[3]);
  for (int i = 0; i < 2; i++) e[i] = h * (-5 * k[0][i] / 72 + k[1][i] / 12 + k[2][i] / 9 - k[3][i] / 8);
  double complex error = csqrt(e[0] * e[0] + e[1] * e[1]), change = 0.9 * cpow(tolerance / error, 1.0 / 3);
  if (creal(change) < 0.2) change = 0.2;
  if (creal(change) > 5) change = 5;
  z[STEP] = h * change;
  if (creal(error) > tolerance) return 0;
  z[Y1] = y[0], z[Y2] = y[1], z[TIME] += h;
  return 1;
}

static void load(const struct env *env, double complex z[INPUTS]) {
  for (int i = 0; i < STATES; i++) z[i] = env->state[i];
  z[MU] = env->mu;
}

static int32_t step(int64_t k, void *argument) {
  struct env *env = argument;
  double complex z[INPUTS];
  (void)k;
  load(env, z);
  *(advance(z) ? &env->accepted : &env->rejected) += 1;
  for (int i = 0; i < STATES; i++) env->state[i] = creal(z[i]);
  return env->state[TIME] >= end ? 1 : 0;
}

static void turn(int64_t k, void *argument) {
  struct env *env = argument;
  double before[INPUTS] = {0};
  (void)k;
  for (int input = 0; input < INPUTS; input++) {
    double complex z[INPUTS];
    load(env, z);
    z[input] += 1e-100 * I;
    advance(z);
    for (int i = 0; i < STATES; i++) before[input] += cimag(z[i]) / 1e-100 * env->d_state[i];
  }
  memcpy(env->d_state, before, sizeof env->d_state);
  env->d_mu += before[MU];
}

int main(void) {
  static struct env env = {.state = {2, 0, 0, 1e-3}, .mu = 5};
  const tsad_region regions[] = {{env.state, sizeof env.state, TSAD_STATE},
                                 {env.d_state, sizeof env.d_state, TSAD_SHADOW},
                                 {&env.d_mu, sizeof env.d_mu, TSAD_SHADOW}};
  tsad_loop loop = {"vanderpol", NULL, regions, 3, &env, step, turn, NULL, NULL, 0};
  tsad_checkpoint_stats stats;
  tsad_checkpoint_config config = {.schedule = {.kind = TSAD_ONLINE, .slots = 5}, .stats = &stats};
  tsad_checkpoint *run = tsad_checkpoint_begin(&loop, &config, -1);
  tsad_checkpoint_forward(run);
  printf("accepted %ld\nrejected %ld\ny1 %.17g\n", env.accepted, env.rejected, env.state[Y1]);
  env.d_state[Y1] = 1;
  tsad_checkpoint_reverse(run);
  tsad_checkpoint_end(run);
  printf("d1 %.17g\nd2 %.17g\nmu %.17g\n", env.d_state[Y1], env.d_state[Y2], env.d_mu);
  printf("forward %lld\nslots %lld\n", (long long)stats.forward_steps, (long long)stats.slots);
  return 0;
}
