/** Compiles one source: as the compiler alone would where it asks for no derivative, else by way of IR and tsad. */
import { readFileSync, rmSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { ErrorCode, TsadError } from "../support/errors.ts";
import { cached } from "./cache.ts";
import { finishObject } from "./carriers.ts";
import { fileMayAsk } from "./markers.ts";
import { runStep } from "./process.ts";
import { asksOfDeclared } from "./references.ts";
import { errorsOf } from "./report.ts";
import type { Scratch } from "./scratch.ts";
import {
  backCommand,
  type Command,
  frontCommand,
  plainCommand,
  prepareCommand,
  type Unit,
} from "./toolchain.ts";

/** What may be gone when the program is linked: then bodies are there that this unit only declares. */
const mayBeElsewhere: ReadonlySet<ErrorCode> = new Set([
  "E_NO_BODY",
  "E_NO_RULE",
  "E_INDIRECT_CALL",
]);

/**
 * Makes the output of a unit. A source whose text names nothing of the call grammar is compiled at once; what came out is then asked,
 * because a header or a macro may have brought the call.
 * @throws StepFailed where the compiler refuses the source, TsadError where tsad does; there is no output then
 */
export async function compileUnit(unit: Unit, scratch: Scratch): Promise<void> {
  const isCompiledFirst = fileMayAsk(unit.source.path) === false && isReadable(unit.output);
  if (isCompiledFirst) {
    await runStep(plainCommand(unit));
    finish(unit);
    if (fileMayAsk(unit.output) === false) return;
  }
  await byWayOfIr(unit, scratch, isCompiledFirst);
}

/** Can what the compiler writes there be read afterwards? Not where it is a pipe, a device, or standard output. */
function isReadable(output: string): boolean {
  return output !== "-" && statSync(output, { throwIfNoEntry: false })?.isFile() !== false;
}

async function byWayOfIr(unit: Unit, scratch: Scratch, isTold: boolean): Promise<void> {
  const isClang = unit.compiler.family === "clang";
  const front = scratch.file(isClang ? "front.bc" : "in.ll");
  // What the compiler had to say of the source it has said when it compiled it as it is.
  await runStep([...frontCommand(unit, front), ...(isTold ? ["-w"] : [])]);
  const key = {
    programs: [unit.compiler.program],
    words: backCommand({ ...unit, output: "" }, "").slice(1),
    inputs: [front],
  };
  try {
    await cached(key, unit.output, () => fromIr(unit, front, scratch));
  } catch (error) {
    rmSync(unit.output, { force: true });
    throw await withPlaces(error, unit, scratch);
  }
}

async function fromIr(unit: Unit, front: string, scratch: Scratch): Promise<void> {
  const out = scratch.file("out.ll");
  const text = await prepared(unit, front, scratch);
  const isReady = await isDifferentiated(unit, text, out);
  await runStep(isReady ? backCommand(unit, out) : deferred(unit, front));
  finish(unit);
}

/** Differentiates what this unit can alone; false where the link is to do it, which has more to look at. */
async function isDifferentiated(unit: Unit, text: string, out: string): Promise<boolean> {
  const { differentiateFile } = await import("./differentiate.ts");
  const canWait = unit.isObject && !unit.line.emitsIr;
  try {
    const outcome = differentiateFile(text, out, basename(unit.source.path));
    return outcome === "closed" || !canWait;
  } catch (error) {
    if (canWait && isForTheLink(error, readFileSync(text, "latin1"))) return false;
    throw error;
  }
}

function finish({ isObject, line, output }: Unit): void {
  if (isObject && !line.emitsIr) finishObject(output);
}

/** The text that tsad reads, from the IR of the front end. */
async function prepared(unit: Unit, front: string, scratch: Scratch): Promise<string> {
  if (unit.compiler.family !== "clang") return front;
  const text = scratch.file("in.ll");
  await runStep(prepareCommand(unit, front, text));
  return text;
}

/** Makes the object as it is, with the IR from which the link makes it again. */
function deferred(unit: Unit, front: string): Command {
  return unit.compiler.family === "clang"
    ? backCommand(unit, front)
    : [...plainCommand(unit), "-w"];
}

function isForTheLink(error: unknown, text: string): boolean {
  const errors = errorsOf(error);
  if (errors === null) return false;
  return errors.every(({ code }) => mayBeElsewhere.has(code)) || asksOfDeclared(text);
}

/** The same errors with places in the source, which takes a second run where the unit was compiled without debug information. */
async function withPlaces(error: unknown, unit: Unit, scratch: Scratch): Promise<unknown> {
  const errors = errorsOf(error);
  if (errors === null || errors.every(hasPlace)) return error;
  const isClang = unit.compiler.family === "clang";
  const front = scratch.file(isClang ? "debug.bc" : "in.ll");
  try {
    await runStep(frontCommand(unit, front, ["-g", "-w"]));
    const { differentiateFile } = await import("./differentiate.ts");
    const text = await prepared(unit, front, scratch);
    differentiateFile(text, scratch.file("debug.ll"), basename(unit.source.path));
  } catch (second) {
    return errorsOf(second)?.some(hasPlace) === true ? second : error;
  }
  return error;
}

function hasPlace(error: TsadError): boolean {
  return (error.source?.places.length ?? 0) > 0;
}
