/** What is active in a form that a person can read: parameters, memory, and values by line of the source. */
import { carriesFloat, ruleOfCall } from "../analysis/flow.ts";
import type { Root } from "../analysis/memory.ts";
import { Argument, Function, type Instruction } from "../ir/graph.ts";
import { CallInst, PhiInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { calledFunction } from "../analysis/effects.ts";
import { pointerActivity, type Context } from "./context.ts";
import { Origins } from "./origins.ts";

/** Parameters, memory objects and values of the function, each active or with the reason why not. */
export function describeActivity(context: Context): string {
  const origins = Origins.of(context);
  return [
    `activity of @${context.spec.primal.name}${context.part === null ? "" : ", as a part of its callers' gradients"}`,
    "  parameters:",
    ...parameters(context, origins),
    "  memory:",
    ...memory(context, origins),
    ...values(context, origins),
  ].join("\n");
}

function parameters(
  { spec, params, activity, memory: model }: Context,
  origins: Origins,
): string[] {
  return params.primal.map((arg, i) => {
    const word = spec.params[i] ?? "const";
    const name = origins.nameOf(arg);
    const isPointer = arg.type.kind === "pointer";
    if (word === "const") return `    ${name}: const`;
    if (!isPointer) return `    ${name}: ${word}, ${valueStatus(arg, activity)}`;
    const roots = [...model.rootsOf(arg)];
    return `    ${name}: ${word}, its memory is ${roots.map((root) => rootStatus(root, activity)).join(" or ")}`;
  });
}

function memory({ activity }: Context, origins: Origins): string[] {
  const lines = [...activity.knownRoots()]
    .filter((root) => !(root.value instanceof Function))
    .map((root) => `    ${rootName(root, origins)}: ${rootStatus(root, activity)}`);
  return lines.length === 0 ? ["    none"] : [...new Set(lines)];
}

function rootName({ kind, value }: Root, origins: Origins): string {
  if (kind === "unknown") return "memory of unknown origin";
  if (kind === "text") return "the text of the library's strings";
  if (kind === "handed") return "memory that functions of the module hand out";
  const base = value === null ? "?" : nameOf(value, origins);
  if (kind === "content") return `what pointers in ${base} lead to`;
  return base;
}

function nameOf(value: Value, origins: Origins): string {
  if (value instanceof Argument) return `*${origins.nameOf(value)}`;
  if (!(value instanceof CallInst)) return origins.nameOf(value);
  const line = origins.lineOf(value);
  const made = `${calledFunction(value)?.name ?? "call"}()`;
  return line === null ? `${made} in ${origins.nameOf(value)}` : `${made} at ${line}`;
}

function rootStatus(root: Root, activity: Context["activity"]): string {
  const pointers = activity.isPointerRoot(root) ? "holds pointers to active memory" : "";
  if (activity.isActiveRoot(root)) return pointers === "" ? "active" : `active, ${pointers}`;
  if (pointers !== "") return pointers;
  return `inactive (${why(activity.isVariedRoot(root), activity.isUsefulRoot(root))})`;
}

function valueStatus(value: Value, activity: Context["activity"]): string {
  if (activity.isActive(value)) return "active";
  return `inactive (${why(activity.isVaried(value), activity.isUseful(value))})`;
}

/** The reason why something is not active. */
function why(isVaried: boolean, isUseful: boolean): string {
  if (isVaried && isUseful) return "carries no float";
  if (isVaried) return "not useful: no active output depends on it";
  if (isUseful) return "not varied: it depends on no active input";
  return "neither varied nor useful";
}

/** Values that carry floats, and calls that carry derivatives, under the line they came from. */
function values(context: Context, origins: Origins): string[] {
  const byLine = new Map<string, string[]>();
  for (const block of context.cfg.order) {
    for (const inst of block) {
      const status = statusOf(inst, context);
      if (status === null) continue;
      const line = origins.lineOf(inst) ?? "values";
      const text = `    ${status}: ${origins.textOf(inst)}`;
      const known = byLine.get(line);
      if (known === undefined) byLine.set(line, [text]);
      else known.push(text);
    }
  }
  return [...byLine].flatMap(([line, texts]) => [`  ${line}:`, ...texts]);
}

/** Null for instructions that could not carry a derivative. */
function statusOf(inst: Instruction, context: Context): string | null {
  const { activity } = context;
  // What a value is called behind a loop.
  if (inst instanceof PhiInst && inst.incoming().length === 1) return null;
  if (inst instanceof StoreInst) {
    if (!carriesFloat(inst.value.type)) return null;
    const at = pointerActivity(context, inst.pointer);
    if (at === "inactive") return "inactive (stores to inactive memory)";
    const value = activity.isActive(inst.value) ? "" : " of a value that does not vary";
    return `${at === "mixed" ? "active where the run says so" : "active"}${value}`;
  }
  if (inst instanceof CallInst && activity.isActiveCall(inst)) return "active call";
  if (inst instanceof CallInst && isUnknown(inst, activity)) return "of unknown derivative";
  return carriesFloat(inst.type) ? valueStatus(inst, activity) : null;
}

/** A call of a function that has neither a body nor a rule, of something that varies: it will be refused. */
function isUnknown(call: CallInst, activity: Context["activity"]): boolean {
  if (calledFunction(call)?.isDeclaration !== true || ruleOfCall(call) !== undefined) return false;
  return carriesFloat(call.type) && call.args.some((arg) => activity.isVaried(arg));
}
