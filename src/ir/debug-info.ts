/**
 * Debug information as messages need it: the place in the source that an instruction came from, and the variables that its values hold.
 * Read from the metadata text on demand; what is missing or not understood is simply not known.
 */
import type { SourcePlace } from "../support/errors.ts";
import { MetadataText, MetadataValue } from "./constants.ts";
import type { Function, Instruction } from "./graph.ts";
import { AllocaInst, CallInst, DebugRecord } from "./instructions.ts";
import { unescape } from "./source.ts";
import type { Value } from "./value.ts";

/** Where metadata nodes are looked up. */
export interface NodeServices {
  /** The text of node `!N` after its `=`; undefined when there is no such node. */
  node(reference: string): string | undefined;
}

/** More scopes or calls than this around one place are a cycle in the metadata. */
const longestChain = 200;

/** The places of `!dbg` in the attachments, innermost first; each further one is the call that the one before was inlined at. */
export function placesOf(metadata: string, nodes: NodeServices): SourcePlace[] {
  const places: SourcePlace[] = [];
  let location = debugNode(metadata, nodes);
  while (location?.startsWith("!DILocation(") === true && places.length < longestChain) {
    const scope = scopeOf(field(location, "scope"), nodes);
    if (scope.file !== null) {
      // Line 0 means that the compiler made the instruction up: the function is all that is known.
      const line = numberField(location, "line");
      places.push({
        file: scope.file,
        line: line === 0 ? scope.line : line,
        column: line === 0 ? 0 : numberField(location, "column"),
        function: scope.function,
      });
    }
    location = resolve(field(location, "inlinedAt"), nodes);
  }
  return places;
}

/** Where the source defines the function. */
export function placeOfFunction(fn: Function, nodes: NodeServices): SourcePlace[] {
  const own = /!dbg (![0-9]+)/.exec(fn.isDeclaration ? fn.declareMetadata : fn.suffix)?.[1];
  const scope = scopeOf(own ?? null, nodes);
  if (scope.file === null) return [];
  return [{ file: scope.file, line: scope.line, column: 0, function: scope.function }];
}

/** A variable of the source that a value is, or that lives where the value points. */
export interface Variable {
  readonly name: string;
  /** True when the value is the address of the variable. */
  readonly isAddress: boolean;
}

/** The variables that the records and `llvm.dbg` calls of the function speak of; the first that names a value counts. */
export function variablesOf(fn: Function, nodes: NodeServices): ReadonlyMap<Value, Variable> {
  const found = new Map<Value, Variable>();
  for (const inst of fn.instructions()) {
    const described = describedBy(inst);
    if (described === null || found.has(described.value)) continue;
    const name = stringField(nodes.node(described.variable) ?? "", "name");
    if (name === null) continue;
    const isAddress = described.isDeclare || described.value instanceof AllocaInst;
    found.set(described.value, { name, isAddress });
  }
  return found;
}

interface Described {
  readonly value: Value;
  readonly variable: string;
  readonly isDeclare: boolean;
}

function describedBy(inst: Instruction): Described | null {
  const isCall = inst instanceof CallInst && (inst.callee.name ?? "").startsWith("llvm.dbg.");
  if (!isCall && !(inst instanceof DebugRecord)) return null;
  const what = isCall ? (inst.callee.name ?? "") : inst.opcode;
  if (!/declare|value|assign/.test(what) || inst.operandCount < 3) return null;
  const [held, variable, expression] = inst.operands;
  if (!(held instanceof MetadataValue) || held.operandCount !== 1) return null;
  if (!(variable instanceof MetadataText) || !(expression instanceof MetadataText)) return null;
  // With an operation in the expression the value is only a part or a step of the variable.
  if (expression.text !== "!DIExpression()") return null;
  return { value: held.operand(0), variable: variable.text, isDeclare: what.includes("declare") };
}

/** The node or the inline text behind `!dbg` in the attachments. */
function debugNode(metadata: string, nodes: NodeServices): string | undefined {
  const found = /!dbg (![0-9]+|!DILocation\([^()]*\))/.exec(metadata)?.[1];
  return resolve(found ?? null, nodes);
}

interface Scope {
  readonly file: string | null;
  readonly function: string | undefined;
  /** The line of the function. */
  readonly line: number;
}

/** Goes from a scope outwards to its function. The file is the innermost that a scope names. */
function scopeOf(reference: string | null, nodes: NodeServices): Scope {
  let file: string | null = null;
  let node = resolve(reference, nodes);
  for (let depth = 0; node !== undefined && depth < longestChain; depth++) {
    file ??= stringField(resolve(field(node, "file"), nodes) ?? "", "filename");
    if (/^(distinct )?!DISubprogram\(/.test(node)) {
      const name = stringField(node, "name") ?? undefined;
      return { file, function: name, line: numberField(node, "line") };
    }
    node = resolve(field(node, "scope"), nodes);
  }
  return { file, function: undefined, line: 0 };
}

function resolve(reference: string | null, nodes: NodeServices): string | undefined {
  if (reference === null) return undefined;
  const text = /^![0-9]+$/.test(reference) ? nodes.node(reference) : reference;
  return text?.replace(/^distinct /, "");
}

function field(node: string, name: string): string | null {
  return new RegExp(`[(,] *${name}: (![0-9]+)`).exec(node)?.[1] ?? null;
}

function numberField(node: string, name: string): number {
  return Number(new RegExp(`[(,] *${name}: ([0-9]+)`).exec(node)?.[1] ?? 0);
}

function stringField(node: string, name: string): string | null {
  const found = new RegExp(`[(,] *${name}: "([^"]*)"`).exec(node)?.[1];
  // The text is kept as bytes; names of the source are UTF-8.
  return found === undefined ? null : Buffer.from(unescape(found), "latin1").toString("utf8");
}
