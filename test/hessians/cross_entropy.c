/* Softmax and cross entropy of a linear classifier over some samples, with an array of variable length for the scores. */
#include <math.h>
enum { CLASSES = 3, FEATURES = 3, SAMPLES = 4 };
#define N (CLASSES * FEATURES)
static const double point[N] = {0.3, -0.5, 0.8, -0.1, 0.6, 0.2, 0.9, -0.7, 0.4};
static const double samples[SAMPLES][FEATURES] = {
    {1, 0.2, -0.4}, {1, -0.9, 0.3}, {1, 0.5, 0.8}, {1, -0.1, -0.6}};
static const int labels[SAMPLES] = {0, 2, 1, 0};

static void softmax(double *s, int n) {
  double top = s[0], sum = 0;
  for (int i = 1; i < n; i++) top = fmax(top, s[i]);
  for (int i = 0; i < n; i++) sum += s[i] = exp(s[i] - top);
  for (int i = 0; i < n; i++) s[i] /= sum;
}
static double loss(const double *w, int classes) {
  double total = 0;
  for (int k = 0; k < SAMPLES; k++) {
    double scores[classes];
    for (int c = 0; c < classes; c++) {
      scores[c] = 0;
      for (int f = 0; f < FEATURES; f++) scores[c] += w[c * FEATURES + f] * samples[k][f];
    }
    softmax(scores, classes);
    total -= log(scores[labels[k]]);
  }
  return total / SAMPLES;
}
double value(const double *x) { return loss(x, CLASSES); }
