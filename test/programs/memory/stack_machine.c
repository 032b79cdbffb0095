/* A stack machine that interprets a string over active numbers. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real stack_machine(const real *x, int n) {
  static const char code[] = "abc*+sda-*p+";
  real stack[8];
  int top = 0;
  for (const char *p = code; *p; p++) switch (*p) {
      case '+': top--; stack[top - 1] += stack[top]; break;
      case '-': top--; stack[top - 1] -= stack[top]; break;
      case '*': top--; stack[top - 1] *= stack[top]; break;
      case 's': stack[top - 1] = sin(stack[top - 1]); break;
      case 'p': stack[top] = stack[top - 1] * stack[top - 1]; top++; break;
      default: stack[top++] = x[(*p - 'a') % n];
    }
  return stack[0];
}

VALUE_OF_ARRAY(stack_machine)
