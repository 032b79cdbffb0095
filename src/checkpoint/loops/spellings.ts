/** Other ways to mark a loop become the usual one: names as C++ and Fortran write them, and metadata at the branch of a loop. */
import { ConstantExpr } from "../../ir/constants.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { type Function, GlobalVariable, type Instruction } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import { constInt } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import type { Value } from "../../ir/value.ts";
import { TsadError } from "../../support/errors.ts";
import { literalOf } from "../../reverse/request/origin.ts";
import { debugLocation } from "../../transform/edges.ts";
import { markNames, regionNames, type ScheduleName, scheduleKinds } from "./marks.ts";

/** Puts the usual marks in the place of the others. @throws TsadError E_CHECKPOINT */
export function spellMarks(module: Module): void {
  for (const fn of module.functions()) {
    if (!fn.isDeclaration || /^__(tsad|enzyme)_/.test(fn.name)) continue;
    if (markNames.test(fn.name) || regionNames.test(fn.name)) respell(fn, module);
  }
  const texts = [...module.metadataTexts()];
  if (texts.some((text) => metadataWord.test(text))) markByMetadata(module);
}

/** Calls of a function of another name: Fortran passes everything by reference. */
function respell(fn: Function, module: Module): void {
  module.parseAll();
  const isRegion = regionNames.test(fn.name);
  const name = isRegion
    ? "__tsad_region"
    : fn.name.includes("enzyme")
      ? "__enzyme_set_checkpointing"
      : "__tsad_checkpoint";
  const { types } = module;
  const first = isRegion ? types.pointerTo(types.i8) : types.i64;
  const mark = module.declareFunction(name, types.fn(types.void, [first, types.i64]));
  for (const { user } of [...fn.uses()]) {
    if (!(user instanceof CallInst) || user.callee !== fn || user.args.length !== 2) continue;
    const build = new IRBuilder(InsertPoint.before(user), module);
    const args = user.args.map((arg, i) => (isRegion && i === 0 ? arg : numberAt(build, arg)));
    const call = build.call(mark, args, { metadata: user.metadata });
    call.position = user.position;
    user.erase();
  }
}

/** A whole number that is passed as such, or by reference. */
function numberAt(build: IRBuilder, given: Value): Value {
  const { i64 } = build.module.types;
  if (given.type.kind !== "pointer") return given;
  const base = given instanceof ConstantExpr ? given.args[0] : given;
  if (base instanceof GlobalVariable && base.isConstant) {
    const held = literalOf(base.initializer ?? undefined);
    if (held !== null) return constInt(i64, held);
  }
  return build.load(i64, given);
}

const metadataWord =
  /^!\{!"(?:enzyme|tsad)\.checkpoint"(?:, !"([\w-]+)")?(?:, i(?:32|64) (-?\d+))?\}$/;

/** Marks loops whose `!llvm.loop` says so. */
function markByMetadata(module: Module): void {
  module.parseAll();
  for (const fn of module.functions()) {
    if (fn.isDeclaration) continue;
    for (const block of fn.blocks) {
      const last = block.terminator;
      const said = last === null ? null : saidBy(last, module);
      if (last !== null && said !== null) addMark(last, said, module);
    }
  }
}

/** What a mark says. */
export interface Said {
  readonly schedule: ScheduleName;
  readonly budget: number;
}

function saidBy(branch: Instruction, module: Module): Said | null {
  const loop = /!llvm\.loop (![0-9]+)/.exec(branch.metadata)?.[1];
  const parts = loop === undefined ? [] : ((module.node(loop) ?? "").match(/![0-9]+/g) ?? []);
  for (const part of parts) {
    const match = metadataWord.exec(module.node(part) ?? "");
    if (match === null) continue;
    const [, word = "periodic", budget = "-1"] = match;
    if (word === "none") return null;
    return { schedule: scheduleNamed(word), budget: Number(budget) };
  }
  return null;
}

/** The schedule of that name, as it is written on command lines and in metadata. @throws TsadError E_CHECKPOINT */
export function scheduleNamed(word: string): ScheduleName {
  const name = word.replace(/_/g, "-");
  const usual = name === "binomial" ? "revolve" : name === "regular" ? "periodic" : name;
  const found = scheduleKinds.find((kind) => kind === usual);
  if (found !== undefined) return found;
  const known = "store-all, periodic, revolve, online or auto";
  throw new TsadError("E_CHECKPOINT", { reason: `unknown schedule "${word}", expected ${known}` });
}

/** Puts a mark in front of `branch`, which ends a block of the loop. */
export function addMark(branch: Instruction, { schedule, budget }: Said, module: Module): void {
  const { types } = module;
  const { i64 } = types;
  const mark = module.declareFunction("__tsad_checkpoint", types.fn(types.void, [i64, i64]));
  const build = new IRBuilder(InsertPoint.before(branch), module);
  const args = [constInt(i64, scheduleKinds.indexOf(schedule)), constInt(i64, budget)];
  const call = build.call(mark, args, { metadata: debugLocation(branch) });
  call.position = branch.position;
}
