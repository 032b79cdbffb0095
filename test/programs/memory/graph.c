/* A graph with adjacency lists of pointers; numbers are passed along its edges. */
#define IN 6
#define OUT 6
#include "program.h"

struct vertex {
  real value, next;
  int degree;
  struct vertex *neighbour[3];
};
FUNCTION void graph(const real *x, real *y, int n) {
  struct vertex v[6];
  for (int i = 0; i < n; i++) {
    v[i].value = x[i];
    v[i].degree = 1 + i % 3;
    for (int k = 0; k < v[i].degree; k++) v[i].neighbour[k] = &v[(i * 2 + k + 1) % n];
  }
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < n; i++) {
      v[i].next = v[i].value;
      for (int k = 0; k < v[i].degree; k++) v[i].next += 0.2 * v[i].neighbour[k]->value * v[i].value;
    }
    for (int i = 0; i < n; i++) v[i].value = v[i].next;
  }
  for (int i = 0; i < n; i++) y[i] = v[i].value;
}

ARRAY_OF_ARRAY(graph)
