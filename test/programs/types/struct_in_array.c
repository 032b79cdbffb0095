/* Arrays of structs of mixed members, sorted by an integer key with whole-struct assignment. */
#define IN 5
#define OUT 1
#include "program.h"

struct record {
  int key;
  float weight;
  real v;
  char name[5];
};
FUNCTION real struct_in_array(const real *x, int n) {
  struct record r[5];
  for (int i = 0; i < n; i++) r[i] = (struct record){i * 7 % 5, 0.5f * i, x[i], "abcd"};
  for (int i = 1; i < n; i++)
    for (int j = i; j > 0 && r[j].key < r[j - 1].key; j--) {
      const struct record t = r[j];
      r[j] = r[j - 1];
      r[j - 1] = t;
    }
  real value = 1;
  for (int i = 0; i < n; i++) value = value * r[i].v + r[i].weight * r[i].v * (r[i].name[1] - 'a');
  return value;
}

VALUE_OF_ARRAY(struct_in_array)
