/** Shadows of memory that the threads of a block share: the threads zero them together, each its part, and wait for each other. */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { type BasicBlock, type Function, GlobalVariable } from "../ir/graph.ts";
import { CallInst, PhiInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { GradientServices } from "./services.ts";
import { mentioned } from "./shadowed-variables.ts";
import type { InBlock, Target } from "./target.ts";

const zeroName = "__tsad_zero_shared";

/**
 * At its start `fn` zeroes those of `shadows`, of which none holds pointers, that it accesses. All threads of a block have to call it. They wait
 * before, too: another gradient may have used the same shadows, and other threads may be in the middle of it.
 */
export function zeroTogether(
  fn: Function,
  shadows: ReadonlySet<GlobalVariable>,
  target: Target,
  services: GradientServices,
): void {
  const own = new Set<GlobalVariable>();
  for (const inst of fn.instructions()) {
    for (const each of inst.operands.flatMap(mentioned)) {
      if (each instanceof GlobalVariable && shadows.has(each)) own.add(each);
    }
  }
  if (own.size === 0) return;
  const zero = services.addFunction({
    name: services.freshName(zeroName),
    type: services.types.fn(services.types.void, []),
    prefix: "internal",
    suffix: "nounwind",
  });
  fill(zero, own, target, services);
  const build = new IRBuilder(InsertPoint.atStart(fn.entry), services);
  target.wait(build, services);
  build.call(zero, []);
  target.wait(build, services);
}

/** Does the function begin so? */
export function startsTogether(fn: Function): boolean {
  if (fn.isDeclaration) return false;
  return [...fn.entry].some(
    (inst) => inst instanceof CallInst && (inst.callee.name ?? "").startsWith(zeroName),
  );
}

function fill(
  fn: Function,
  shadows: Iterable<GlobalVariable>,
  target: Target,
  services: GradientServices,
): void {
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const own = target.inBlock(build, services);
  let from = fn.entry;
  for (const shadow of shadows) from = addLoop(fn, from, shadow, own, services);
  new IRBuilder(InsertPoint.atEnd(from), services).ret();
}

/** `for (i = thread; i < words; i += threads) shadow[i] = 0`, behind `from`; gives the block where it ends. */
function addLoop(
  fn: Function,
  from: BasicBlock,
  shadow: GlobalVariable,
  { thread, threads }: InBlock,
  services: GradientServices,
): BasicBlock {
  const { i32 } = services.types;
  const [word, count] = wordsOf(shadow, services);
  const [head, body, done] = [fn.newBlock("head"), fn.newBlock("body"), fn.newBlock("done")];
  const build = new IRBuilder(InsertPoint.atEnd(from), services);
  build.br(head);
  const index = new PhiInst(i32);
  index.addIncoming(thread, from);
  head.append(index);
  build.point = InsertPoint.atEnd(head);
  build.condBr(build.icmp("ult", index, constInt(i32, count)), body, done);
  build.point = InsertPoint.atEnd(body);
  build.store(nullOf(word), build.gep(word, shadow, [index]));
  index.addIncoming(build.binary("add", index, threads), body);
  build.br(head);
  return done;
}

/** The widest words that the variable is made of, up to 4 bytes, and how many. */
function wordsOf({ valueType, tail }: GlobalVariable, services: GradientServices): [Type, number] {
  const { layout, types } = services;
  const size = layout.sizeOf(valueType);
  const align = Number(/\balign (\d+)/.exec(tail)?.[1] ?? layout.abiAlign(valueType));
  const isInWords = size % 4 === 0 && align % 4 === 0;
  return isInWords ? [types.i32, size / 4] : [types.i8, size];
}
