/* Strings decide what is computed: strcmp, strlen, strchr, strtol, strtod, memcmp, tolower. */
#define IN 4
#define OUT 1
#include "program.h"
#include <ctype.h>
#include <stdlib.h>

static real apply_word(const char *word, real a, real b) {
  if (strcmp(word, "add") == 0) return a + b;
  if (strncmp(word, "mul", 3) == 0) return a * b * strtol(word + 3, NULL, 10);
  if (word[0] && tolower(word[0]) == 's') return a - b * strtod(word + 1, NULL);
  return a;
}
FUNCTION real strings(const real *x, int n) {
  char program[] = "add mul3 S0.25 none";
  real value = x[0];
  int i = 1;
  for (char *word = strtok(program, " "); word; word = strtok(NULL, " ")) {
    value = apply_word(word, value, x[i % n]);
    i += strlen(word) > 3 && memcmp(word, "none", 4) != 0;
  }
  return value * value;
}

VALUE_OF_ARRAY(strings)
