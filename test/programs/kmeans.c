/* Distortion of points assigned to the nearest of three centres, after one update of the centres. */
#define IN 16
#define OUT 1
#include "program.h"

FUNCTION real kmeans(const real *x, int n) {
  enum { CENTRES = 3 };
  const int points = n - CENTRES;
  real centre[CENTRES], sum[CENTRES];
  int count[CENTRES], nearest[32];
  real distortion = 0;
  for (int c = 0; c < CENTRES; c++) centre[c] = x[points + c];
  for (int round = 0; round < 2; round++) {
    for (int c = 0; c < CENTRES; c++) sum[c] = 0, count[c] = 0;
    for (int i = 0; i < points; i++) {
      int best = 0;
      for (int c = 1; c < CENTRES; c++)
        if (VALUE(fabs(x[i] - centre[c])) < VALUE(fabs(x[i] - centre[best]))) best = c;
      nearest[i] = best;
      sum[best] += x[i];
      count[best]++;
    }
    for (int c = 0; c < CENTRES; c++)
      if (count[c] > 0) centre[c] = 0.5 * centre[c] + 0.5 * sum[c] / count[c];
  }
  for (int i = 0; i < points; i++) {
    const real d = x[i] - centre[nearest[i]];
    distortion += d * d;
  }
  return distortion;
}

VALUE_OF_ARRAY(kmeans)
