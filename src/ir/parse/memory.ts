/** Reads instructions that touch memory or compute addresses. */
import type { Instruction } from "../graph.ts";
import {
  AllocaInst,
  AtomicRmwInst,
  CmpXchgInst,
  FenceInst,
  GepInst,
  LoadInst,
  StoreInst,
  VaArgInst,
} from "../instructions.ts";
import { Token } from "../lexer.ts";
import type { Value } from "../value.ts";
import { gepType } from "./address.ts";
import { checkPointer, nextClause, parseAlign, parseFlags, parseOrdering } from "./operands.ts";
import type { Reader } from "./reader.ts";
import { checkType, parseAddressSpace, parseValueType } from "./type.ts";
import { parseNextTyped, parseTyped } from "./value.ts";

/** `alloca T, i32 %n, align 8, addrspace(5)`. */
export function parseAlloca(r: Reader): Instruction {
  const flags = parseFlags(r);
  const allocated = parseValueType(r);
  let count: Value | null = null;
  let space = 0;
  const tail: string[] = [];
  while (nextClause(r)) {
    const start = r.start;
    if (r.acceptWord("align")) {
      r.expectInteger("an alignment");
      tail.push(r.textFrom(start));
    } else if (r.isWord("addrspace")) {
      ({ space } = parseAddressSpace(r));
      tail.push(r.textFrom(start));
    } else {
      if (count !== null || tail.length > 0) r.expected("align, addrspace or an attachment");
      count = parseTyped(r);
      if (count.type.kind !== "int") r.reject("the count of an alloca is an integer", start);
    }
  }
  const type = r.module.types.pointerTo(allocated, space);
  const inst = new AllocaInst(type, allocated, count, tail.join(", "));
  inst.flags = flags;
  return inst;
}

/** `load atomic volatile T, ptr %p syncscope("agent") acquire, align 8`. */
export function parseLoad(r: Reader): Instruction {
  const flags = parseFlags(r);
  const type = parseValueType(r);
  const start = r.start;
  const pointer = parseNextTyped(r);
  checkPointer(r, pointer, type, start);
  const ordering = isAtomic(flags) ? parseOrdering(r, 1) : "";
  const inst = new LoadInst(type, pointer, { ordering, align: parseAlign(r) });
  inst.flags = flags;
  return inst;
}

/** `store atomic volatile T %v, ptr %p syncscope("agent") release, align 8`. */
export function parseStore(r: Reader): Instruction {
  const flags = parseFlags(r);
  const value = parseTyped(r);
  const start = r.start;
  const pointer = parseNextTyped(r);
  checkPointer(r, pointer, value.type, start);
  const ordering = isAtomic(flags) ? parseOrdering(r, 1) : "";
  const options = { ordering, align: parseAlign(r) };
  const inst = new StoreInst(r.module.types.void, value, pointer, options);
  inst.flags = flags;
  return inst;
}

function isAtomic(flags: string): boolean {
  return flags.startsWith("atomic");
}

/** `getelementptr inbounds T, ptr %p, i64 %i, …`. */
export function parseGep(r: Reader): Instruction {
  const flags = parseFlags(r);
  const sourceType = parseValueType(r);
  const start = r.start;
  const base = parseNextTyped(r);
  const pointer = base.type.kind === "vector" ? base.type.element : base.type;
  if (pointer.kind === "pointer" && pointer.pointee !== null && pointer.pointee !== sourceType)
    r.reject(`a pointer to ${sourceType.text} is expected, not ${base.type.text}`, start);
  const indices: Value[] = [];
  while (nextClause(r)) indices.push(parseTyped(r));
  const type = gepType(r, sourceType, base, indices, start);
  const inst = new GepInst(type, sourceType, base, indices);
  inst.flags = flags;
  return inst;
}

/** `atomicrmw volatile fadd ptr %p, double %v syncscope("agent") monotonic, align 8`: the last word is the operation. */
export function parseAtomicRmw(r: Reader): Instruction {
  const at = r.start;
  const words = parseFlagsBeforePointer(r).split(" ");
  const operation = words.pop() ?? "";
  if (operation === "" || operation === "volatile") r.expected("the operation of atomicrmw", at);
  const start = r.start;
  const pointer = parseTyped(r);
  const value = parseNextTyped(r);
  checkPointer(r, pointer, value.type, start);
  const ordering = parseOrdering(r, 1);
  const inst = new AtomicRmwInst(operation, pointer, value, ordering, parseAlign(r));
  inst.flags = words.join(" ");
  return inst;
}

/** Any words: the operations of atomicrmw are an open set that LLVM adds to. */
function parseFlagsBeforePointer(r: Reader): string {
  const start = r.start;
  while (r.is(Token.word) && !r.isWord("ptr") && r.module.primitive(r.tokenText()) === undefined)
    r.next();
  return r.textFrom(start);
}

/** `cmpxchg weak volatile ptr %p, T %old, T %new syncscope("agent") acq_rel monotonic, align 8`. */
export function parseCmpXchg(r: Reader): Instruction {
  const flags = parseFlags(r);
  const start = r.start;
  const pointer = parseTyped(r);
  const expected = parseNextTyped(r);
  checkPointer(r, pointer, expected.type, start);
  const at = r.start;
  const replacement = checkType(r, parseNextTyped(r), expected.type, at);
  const ordering = parseOrdering(r, 2);
  const type = r.module.types.struct([expected.type, r.module.types.i1]);
  const inst = new CmpXchgInst(type, [pointer, expected, replacement], ordering, parseAlign(r));
  inst.flags = flags;
  return inst;
}

/** `fence syncscope("agent") acquire`. */
export function parseFence(r: Reader): Instruction {
  return new FenceInst(r.module.types.void, parseOrdering(r, 1));
}

/** `va_arg ptr %ap, T`. */
export function parseVaArg(r: Reader): Instruction {
  const list = parseTyped(r);
  r.expect(Token.comma, "','");
  return new VaArgInst(parseValueType(r), "va_arg", [list]);
}
