/* From the address of a member back to its struct, as intrusive lists do. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stddef.h>

struct link {
  struct link *next;
};
struct item {
  real value;
  int weight;
  struct link link;
};
#define ITEM(l) ((struct item *)((char *)(l) - offsetof(struct item, link)))
FUNCTION real container_of(const real *x, int n) {
  struct item items[5];
  struct link *head = NULL;
  for (int i = 0; i < n; i++) {
    items[i].value = x[i] * x[i];
    items[i].weight = i + 1;
    items[i].link.next = head;
    head = &items[i].link;
  }
  real value = 1;
  for (struct link *l = head; l; l = l->next) value = value * 0.5 + ITEM(l)->value * ITEM(l)->weight * value;
  return value;
}

VALUE_OF_ARRAY(container_of)
