#include "heat.h"

double misfit(const double *start, const double *observed, int cells) {
  double end[CELLS], sum = 0;
  cool(start, end, cells);
  for (int i = 0; i < cells; i++) {
    const double difference = end[i] - observed[i];
    sum += 0.5 * difference * difference;
  }
  return sum;
}
