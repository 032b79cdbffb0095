/* A function that moves a pointer from struct to struct and never follows it: its caller does. */
#define IN 5
#define OUT 1
#include "program.h"

struct view {
  const real *data;
  int count;
};
struct reader {
  int next;
  const real *data;
};
static void open_view(struct reader *reader, const struct view *view, int depth) {
  if (depth > 0) open_view(reader, view, depth - 1);
  else {
    reader->next = 0;
    reader->data = view->data;
  }
}
FUNCTION real pointer_only_moved(const real *x, int n) {
  struct view view = {x, n};
  struct reader reader;
  open_view(&reader, &view, n % 3);
  real sum = 0;
  while (reader.next < view.count) {
    const real value = reader.data[reader.next++];
    sum = sum * 0.5 + value * value;
  }
  return sum;
}

VALUE_OF_ARRAY(pointer_only_moved)
