/* A list whose nodes are numbers, integers or lists; their kinds change, and one is copied. */
#define IN 6
#define OUT 1
#include <stdlib.h>
#include "program.h"

struct node {
  int kind;
  union {
    real number;
    long count;
    struct node *inner;
  } v;
  struct node *next;
};
static struct node *make(int kind, real x, struct node *next) {
  struct node *p = malloc(sizeof *p);
  p->kind = kind;
  p->next = next;
  if (kind == 0) p->v.number = x * x;
  else if (kind == 1) p->v.count = 4;
  else p->v.inner = next ? make(0, x * 2, 0) : 0;
  return p;
}
static real sum_of(const struct node *p, real x) {
  real sum = 0;
  for (; p; p = p->next) {
    if (p->kind == 0) sum += p->v.number * (1 + 0.1 * sum);
    else if (p->kind == 1) sum += p->v.count * x;
    else sum += p->v.inner ? sum_of(p->v.inner, x) : 1;
  }
  return sum;
}
static void change(struct node *p, real x) {
  for (; p; p = p->next) {
    if (p->kind == 0) {
      p->kind = 1;
      p->v.count = 2;
    } else if (p->kind == 1) {
      p->kind = 0;
      p->v.number = x * 3;
    }
  }
}
static void release(struct node *p) {
  while (p) {
    struct node *next = p->next;
    if (p->kind == 2) release(p->v.inner);
    free(p);
    p = next;
  }
}
FUNCTION real marked_list(const real *x, int n) {
  struct node *head = 0;
  for (int i = 0; i < n; i++) head = make(i % 3, x[i], head);
  real sum = sum_of(head, x[0]);
  change(head, x[1] * sum * 0.1);
  struct node copy = *head;
  copy.next = head->next;
  sum += sum_of(&copy, x[2]) * 0.5;
  change(head, sum * 0.01);
  sum += sum_of(head, x[3]);
  release(head);
  return sum;
}

VALUE_OF_ARRAY(marked_list)
