/* A binary heap of structs with active priorities. */
#define IN 7
#define OUT 1
#include "program.h"

struct job {
  real cost;
  int id;
};
static void put(struct job *heap, int *n, struct job job) {
  int i = (*n)++;
  for (; i > 0 && VALUE(heap[(i - 1) / 2].cost) > VALUE(job.cost); i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
  heap[i] = job;
}
static struct job take(struct job *heap, int *n) {
  const struct job top = heap[0], last = heap[--*n];
  int i = 0;
  for (int k; (k = 2 * i + 1) < *n; i = k) {
    if (k + 1 < *n && VALUE(heap[k + 1].cost) < VALUE(heap[k].cost)) k++;
    if (VALUE(heap[k].cost) >= VALUE(last.cost)) break;
    heap[i] = heap[k];
  }
  heap[i] = last;
  return top;
}
FUNCTION real priority_heap(const real *x, int n) {
  struct job heap[8];
  int used = 0;
  for (int i = 0; i < n; i++) put(heap, &used, (struct job){x[i] * x[i], i});
  real value = 1;
  while (used > 1) {
    const struct job a = take(heap, &used), b = take(heap, &used);
    value = value * a.cost + b.cost * (a.id + 1);
    if (used > 1) put(heap, &used, (struct job){a.cost * b.cost + 0.3, a.id});
  }
  return value;
}

VALUE_OF_ARRAY(priority_heap)
