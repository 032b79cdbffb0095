/* What heap.c counts: allocations, and bytes that are live now and were at most. */
#pragma once
struct heap {
  int counting;
  long allocations, live, peak;
};
extern struct heap heap;
