import { describe, expect, test } from "vitest";
import { CallInst } from "../../../src/ir/instructions.ts";
import { copyWholes } from "../../../src/transform/byte-loops.ts";
import { simplifyLoops } from "../../../src/transform/loop-simplify.ts";
import { promoteSlots } from "../../../src/transform/mem2reg.ts";
import { expectSame, versions } from "./run.ts";

const source = `
#include <stddef.h>
#include <stdio.h>
typedef unsigned char byte;
#define COPY(NAME, LOOP) \\
  __attribute__((noinline)) static int NAME(const byte *from, size_t n, int m) { \\
    byte to[40] = {0}; \\
    LOOP \\
    int sum = 0; \\
    for (size_t k = 0; k < sizeof to; k++) sum = sum * 7 + to[k]; \\
    return sum; \\
  }
/* Wholes. */
COPY(counted, for (size_t i = 0; i < n; i++) to[i] = from[i];)
COPY(narrow, for (int i = 0; i < m; i++) to[i] = from[i];)
COPY(shifted, for (int i = 2; i < m; i++) to[i - 1] = from[i + 1];)
COPY(until, const byte *f = from; byte *t = to; while (n--) *t++ = *f++;)
COPY(once, size_t i = 0; do { to[i] = from[i]; i++; } while (i < n);)
COPY(ends, const byte *f = from; for (byte *t = to; f != from + n; f++, t++) *t = *f;)
/* Not so: every other byte, backwards, with an end that a byte says, or into what is copied. */
COPY(other, for (size_t i = 0; i < n; i += 2) to[i] = from[i];)
COPY(backwards, for (int i = m - 1; i >= 0; i--) to[i] = from[m - 1 - i];)
COPY(text, const byte *f = from; byte *t = to; while ((*t++ = *f++)) {})
COPY(smear, to[0] = *from; for (size_t i = 0; i < n; i++) to[i + 1] = to[i];)
COPY(some, for (int i = 0; i < m; i++) { if (i % 3) to[i] = from[i]; })
COPY(early, for (int i = 0; i < m; i++) { if (i * i > 50) return i; to[i] = from[i]; })
int main(void) {
  byte data[40];
  for (int i = 0; i < 40; i++) data[i] = i == 30 ? 0 : i * 37 + 11;
  for (int n = 0; n < 34; n += 3) {
    printf("%d %d %d %d %d ", counted(data, n, n), narrow(data, n, n), shifted(data, n, n), until(data, n, n), once(data, n, n));
    printf("%d %d %d %d %d %d %d\\n", ends(data, n, n), other(data, n, n), backwards(data, n, n), text(data, n, n), smear(data, n, n), some(data, n, n), early(data, n, n));
  }
  return 0;
}
`;

const wholes = ["counted", "ends", "narrow", "once", "shifted", "until"];

describe.skipIf(versions.length === 0)("loops that copy bytes", () => {
  test.each(versions)("become copies where they are ones: LLVM %s", async (llvm) => {
    const module = await expectSame({
      source,
      language: "c",
      llvm,
      flags: ["-O0"],
      step: (fn, services) => {
        promoteSlots(fn);
        simplifyLoops(fn);
        copyWholes(fn, services);
      },
    });
    const found = module.functions().filter((fn) => {
      const calls = [...fn.instructions()].filter((inst) => inst instanceof CallInst);
      return calls.some(({ callee }) => callee.name?.startsWith("llvm.memcpy") === true);
    });
    expect(found.map(({ name }) => name).sort()).toEqual(wholes);
  });
});
