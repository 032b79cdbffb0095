/** The plan in a form that a person can read and a test can compare. */
import type { BasicBlock, Instruction } from "../ir/graph.ts";
import type { Loop } from "../analysis/loops.ts";
import type { Symbolic } from "../analysis/symbolic.ts";
import type { Context } from "./context.ts";
import { symbolicCount } from "./counts.ts";
import type { Fields } from "./fields.ts";
import { Origins } from "./origins.ts";
import { type JointLoop, noLoops } from "./joint/loop.ts";
import type { Plan, UndoneWrite } from "./plan.ts";
import type { Field } from "./tape.ts";

/** One line for each value that the reverse sweep uses, in order of computation, one for each join, and what the tape holds. */
export function describePlan(context: Context, plan: Plan, fields: Fields): string {
  const { cfg, spec, part } = context;
  const origins = Origins.of(context);
  const undone = new Map<Instruction, UndoneWrite>(plan.undone.map((each) => [each.write, each]));
  const asPart = part === null ? "" : ", as a part of its callers' gradients";
  const where = spec.apart === undefined ? "" : ", where a check at entry finds memory apart";
  const lines = [`plan of @${spec.primal.name}${asPart}${where}`];
  for (const joint of plan.joint.values()) lines.push(`  ${jointText(joint, context, origins)}`);
  for (const block of cfg.order) {
    const selector = plan.selectors.get(block);
    if (selector !== undefined) {
      const how = selector.kind === "kept" ? "kept" : `by ${origins.nameOf(selector.condition)}`;
      lines.push(`  entered from: ${how}  (block ${block.name ?? cfg.numberOf(block)})`);
    }
    for (const inst of block) {
      const primal = plan.primals.get(inst);
      const shadow = plan.shadows.get(inst);
      if (primal !== undefined) lines.push(`  ${primal}: ${origins.textOf(inst)}`);
      if (shadow !== undefined) lines.push(`  ${shadow} shadow: ${origins.textOf(inst)}`);
      const { isSeen } = undone.get(inst) ?? {};
      if (isSeen !== undefined)
        lines.push(
          `  undone${isSeen ? ", and done again at the end" : ""}: ${origins.textOf(inst)}`,
        );
    }
  }
  return [...lines, "  tape:", ...describeTape(context, plan, fields, origins)].join("\n");
}

/** `run again, iteration by iteration: loop for.body (n times), from %u, %s`: with what an iteration begins; or that nothing is done twice. */
function jointText(joint: JointLoop, context: Context, origins: Origins): string {
  const where = loopText(joint.loop, context, origins);
  if (joint.isOnce) return `reversed as soon as it is done, iteration by iteration: ${where}`;
  const memory = joint.states.map(({ root }) =>
    root.value === null ? "memory" : `memory at ${origins.nameOf(root.value)}`,
  );
  const from = [...[...joint.carried].map((phi) => origins.nameOf(phi)), ...memory];
  return `run again, iteration by iteration: ${where}, from ${from.join(", ")}`;
}

/** What is kept, loop by loop: how many values of how many bytes, and how often. */
function describeTape(context: Context, plan: Plan, fields: Fields, origins: Origins): string[] {
  const { layout } = context.fn.module;
  const byLoop = new Map<Loop | null, { bytes: number; names: string[] }>();
  for (const [name, { loop, type }] of namedFields(context, fields, origins)) {
    const own = byLoop.get(loop) ?? { bytes: 0, names: [] };
    byLoop.set(loop, own);
    own.bytes += layout.sizeOf(type);
    own.names.push(`${name} (${type.text})`);
  }
  const order = [null, ...context.forest.loops];
  const lines = order.flatMap((loop) => {
    const own = byLoop.get(loop);
    if (own === undefined) return [];
    const where = loop === null ? "once" : loopText(loop, context, origins, plan.joint);
    return [`    ${where}: ${own.bytes} bytes`, ...own.names.map((name) => `      ${name}`)];
  });
  return lines.length === 0 ? ["    nothing"] : lines;
}

function* namedFields(
  { cfg }: Context,
  { primal, shadow, record, overwritten, selector, last, state }: Fields,
  origins: Origins,
): Generator<[string, Field]> {
  for (const [value, field] of primal) yield [origins.nameOf(value), field];
  for (const [value, lanes] of shadow) {
    for (const field of lanes) yield [`shadow of ${origins.nameOf(value)}`, field];
  }
  for (const [value, field] of record) yield [`record of ${origins.nameOf(value)}`, field];
  for (const [write, field] of overwritten) {
    const target = write.operand(write.opcode === "store" ? 1 : 0);
    yield [`what is overwritten at ${origins.nameOf(target)}`, field];
  }
  for (const [block, field] of selector) yield [`way into ${blockName(block, cfg)}`, field];
  for (const [{ root }, field] of state) {
    const name = root.value === null ? "memory" : origins.nameOf(root.value);
    yield [`a copy of memory at ${name}`, field];
  }
  for (const [loop, field] of last) yield [`count of loop ${blockName(loop.header, cfg)}`, field];
}

function blockName(block: BasicBlock, cfg: Context["cfg"]): string {
  return block.name ?? `block ${cfg.numberOf(block)}`;
}

/** The loops around, outermost first, each with its count: `loop for.body at f.c:7 (n + 1 times)`. Of one that is run again there is one iteration. */
function loopText(
  loop: Loop,
  context: Context,
  origins: Origins,
  joint: Plan["joint"] = noLoops,
): string {
  const nest: string[] = [];
  for (let each: Loop | null = loop; each !== null; each = each.parent) {
    if (each !== loop && joint.has(each)) {
      nest.push(`an iteration of loop ${blockName(each.header, context.cfg)}`);
      break;
    }
    const count = symbolicCount(each, context);
    const times = count === null ? "counted when it runs" : `${symbolicText(count, origins)} times`;
    const last = each.latch?.terminator ?? null;
    const line = last === null ? null : origins.lineOf(last);
    const place = line === null ? "" : ` at ${line}`;
    nest.push(`loop ${blockName(each.header, context.cfg)}${place} (${times})`);
  }
  return nest.reverse().join(" > ");
}

const signs: Readonly<Record<string, string>> = {
  add: "+",
  sub: "-",
  mul: "*",
  udiv: "/",
  lshr: ">>",
  and: "&",
  eq: "==",
  ne: "!=",
  ult: "<",
  ule: "<=",
  ugt: ">",
  uge: ">=",
  slt: "<",
  sle: "<=",
  sgt: ">",
  sge: ">=",
};

/** A count as C would write it; widths are left out. */
function symbolicText(expr: Symbolic, origins: Origins): string {
  if (expr.kind === "constant") return String(BigInt.asIntN(expr.bits, expr.constant));
  if (expr.kind === "value") return origins.nameOf(expr.value);
  const { base, constant } = sumOf(expr);
  if (base !== expr) {
    const text = operandText(base, origins);
    if (constant === 0n) return symbolicText(base, origins);
    return constant < 0n ? `${text} - ${-constant}` : `${text} + ${constant}`;
  }
  const args = expr.args.map((arg) => operandText(arg, origins));
  const [first = "", second = "", third = ""] = args;
  if (expr.op === "select") return `${first} ? ${second} : ${third}`;
  const sign = signs[expr.op];
  return sign === undefined ? first : `${first} ${sign} ${second}`;
}

function operandText(expr: Symbolic, origins: Origins): string {
  const text = symbolicText(expr, origins);
  return text.includes(" ") ? `(${text})` : text;
}

/** A sum with constants as one base and one constant; base is the expression itself where it is no such sum. */
function sumOf(expr: Symbolic): { base: Symbolic; constant: bigint } {
  if (expr.kind !== "operation") return { base: expr, constant: 0n };
  const [first, second] = expr.args;
  if (first !== undefined && ["zext", "sext", "trunc"].includes(expr.op)) return sumOf(first);
  if (expr.op !== "add") return { base: expr, constant: 0n };
  if (first === undefined || second?.kind !== "constant") return { base: expr, constant: 0n };
  const inner = sumOf(first);
  const constant = inner.constant + BigInt.asIntN(second.bits, second.constant);
  return { base: inner.base, constant: BigInt.asIntN(expr.bits, constant) };
}
