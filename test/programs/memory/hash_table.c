/* A hash table with chains, keyed by integers, that accumulates active numbers. */
#define IN 8
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct entry {
  unsigned key;
  real sum;
  struct entry *next;
};
static struct entry *find(struct entry **table, unsigned key) {
  struct entry **at = &table[key * 2654435761u >> 30];
  while (*at && (*at)->key != key) at = &(*at)->next;
  if (!*at) {
    *at = malloc(sizeof **at);
    (*at)->key = key;
    (*at)->sum = 0;
    (*at)->next = NULL;
  }
  return *at;
}
FUNCTION real hash_table(const real *x, int n) {
  struct entry *table[4] = {0};
  for (int i = 0; i < n; i++) find(table, i * i % 5 * 17)->sum += x[i] * x[(i + 1) % n];
  real value = 1;
  for (unsigned key = 0; key < 5 * 17; key += 17) value *= 1 + find(table, key)->sum;
  for (int b = 0; b < 4; b++)
    while (table[b]) {
      struct entry *next = table[b]->next;
      free(table[b]);
      table[b] = next;
    }
  return value;
}

VALUE_OF_ARRAY(hash_table)
