/* A binary search tree of active numbers, built, folded and freed by recursion. */
#define IN 7
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct tree {
  struct tree *left, *right;
  real value;
  int count;
};
static struct tree *insert(struct tree *t, real value) {
  if (!t) {
    t = calloc(1, sizeof *t);
    t->value = value;
    t->count = 1;
    return t;
  }
  t->count++;
  if (VALUE(value) < VALUE(t->value)) t->left = insert(t->left, value);
  else t->right = insert(t->right, value);
  return t;
}
static real fold(const struct tree *t) {
  return t ? t->value * (1 + fold(t->left)) + sin(fold(t->right)) / t->count : 0.2;
}
static void release(struct tree *t) {
  if (!t) return;
  release(t->left);
  release(t->right);
  free(t);
}
FUNCTION real binary_tree(const real *x, int n) {
  struct tree *t = NULL;
  for (int i = 0; i < n; i++) t = insert(t, x[i]);
  const real result = fold(t);
  release(t);
  return result;
}

VALUE_OF_ARRAY(binary_tree)
