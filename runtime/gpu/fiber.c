/* Stacks that are left and entered again: a few instructions on x86-64, the C library's contexts elsewhere. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "run.h"

#ifdef TSAD_GPU_OWN_SWITCH

/* Saves what the C convention says a call keeps, changes stacks, and returns there. */
void tsad_gpu_switch(void **from, void *to);
__asm__(".text\n"
        ".globl tsad_gpu_switch\n"
        ".type tsad_gpu_switch,@function\n"
        "tsad_gpu_switch:\n"
        "  pushq %rbp\n  pushq %rbx\n  pushq %r12\n  pushq %r13\n  pushq %r14\n  pushq %r15\n"
        "  movq %rsp, (%rdi)\n"
        "  movq %rsi, %rsp\n"
        "  popq %r15\n  popq %r14\n  popq %r13\n  popq %r12\n  popq %rbx\n  popq %rbp\n"
        "  ret\n"
        ".size tsad_gpu_switch, .-tsad_gpu_switch\n");

void fiber_start(fiber *made, char *stack, size_t size, void (*entry)(void)) {
  void **top = (void **)(stack + size);
  /* A function is entered with the stack 8 bytes off a multiple of 16; it never returns to the null below. */
  *--top = NULL;
  *--top = (void *)entry;
  for (int i = 0; i < 6; i++) *--top = NULL;
  made->stack_pointer = top;
  made->stack = stack;
}

void fiber_switch(fiber *from, fiber *to) {
  tsad_gpu_switch(&from->stack_pointer, to->stack_pointer);
}

void fiber_free(fiber *gone) { gone->stack = NULL; }

#else
#include <ucontext.h>

static ucontext_t *context_of(fiber *f) {
  if (f->context == NULL) f->context = calloc(1, sizeof(ucontext_t));
  return f->context;
}

void fiber_start(fiber *made, char *stack, size_t size, void (*entry)(void)) {
  ucontext_t *const context = context_of(made);
  getcontext(context);
  context->uc_stack.ss_sp = stack;
  context->uc_stack.ss_size = size;
  context->uc_link = NULL;
  makecontext(context, entry, 0);
  made->stack = stack;
}

void fiber_switch(fiber *from, fiber *to) { swapcontext(context_of(from), context_of(to)); }

void fiber_free(fiber *gone) {
  free(gone->context);
  gone->context = NULL;
}
#endif
