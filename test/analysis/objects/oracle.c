/* Writes every access as `call function access address size`. A call is one activation of a function. */
#include <stdint.h>
#include <stdio.h>
static uint64_t activations;
uint64_t log_enter(void) { return ++activations; }
void log_access(uint64_t activation, uint64_t access, void *address, uint64_t size) {
  printf("%lu %lu %lu %lu\n", activation, access, (uint64_t)address, size);
}
