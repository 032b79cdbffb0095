/**
 * A kernel that computes the gradient of another: every thread does the forward and the reverse sweep of what it does in the primal. Behind
 * each parameter that is active comes its shadow: a pointer to the adjoints of an array, of a struct that is passed by value, or of a number.
 */
import { attributeWords } from "../../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { Argument, Function } from "../../ir/graph.ts";
import type { Module } from "../../ir/module.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { generatedAttributes } from "../../reverse/generated-attributes.ts";
import { generateGradient } from "../../reverse/gradient.ts";
import { type GradientSpec, hasShadow } from "../../reverse/spec.ts";
import { at, must } from "../../support/assert.ts";
import { TsadError } from "../../support/errors.ts";
import type { Trace } from "../../support/trace.ts";
import { type GpuTarget, kernelsOf, targetOf } from "../target.ts";
import { addSums, clearSums, type Sum, sumsFor } from "./scalars.ts";
import { isByValue, threadOf } from "./thread.ts";

/**
 * Adds the gradient of the kernel `spec.primal` under the name `spec.name`.
 * @throws TsadError E_USAGE for a function that is no kernel, and for what is not proven sound
 */
export function generateKernel(spec: GradientSpec, module: Module, trace: Trace): Function {
  const kernel = spec.primal;
  const target = targetOf(module);
  if (target === undefined || !kernelsOf(module, target).includes(kernel)) {
    const reason = `@${kernel.name} is no kernel`;
    throw new TsadError("E_USAGE", { reason, remedy: "ask for functions by --fn" });
  }
  const thread = threadOf(kernel, module);
  const name = module.freshName(`${spec.name}.thread`);
  const own = { ...spec, primal: thread, name, resultInMemory: false };
  const gradient = generateGradient(own, "internal", module, trace);
  gradient.suffix = `${gradient.suffix} alwaysinline`.trim();
  module.discard(thread);
  return wrap(spec, gradient, module, target);
}

/** Adds the kernel that calls `gradient` in each thread. */
function wrap(spec: GradientSpec, gradient: Function, module: Module, target: GpuTarget): Function {
  const kernel = spec.primal;
  const types = kernel.args.flatMap((arg, i) =>
    isActive(spec, i) ? [arg.type, shadowType(arg, module, target)] : [arg.type],
  );
  const made = module.addFunction({
    name: spec.name,
    type: module.types.fn(module.types.void, types),
    prefix: kernel.prefix,
    suffix: generatedAttributes(kernel, module),
  });
  markKernel(kernel, made, module);
  const build = new IRBuilder(InsertPoint.atEnd(made.newBlock("entry")), module);
  const scalars: Value[] = [];
  const passed: Value[] = [];
  let next = 0;
  const take = (): Argument => must(made.args[next++], "the type has a parameter for it");
  kernel.args.forEach((arg, i) => {
    const own = take();
    own.name = arg.name;
    own.attributes = keptWords(arg.attributes);
    passed.push(own);
    if (!isActive(spec, i)) return;
    const shadow = take();
    shadow.name = arg.name === null ? null : `${arg.name}.shadow`;
    shadow.attributes = "noundef";
    if (hasShadow(spec.params[i])) passed.push(shadow);
    else scalars.push(shadow);
  });
  emitBody(gradient, passed, scalars, { build, kernel, module });
  return made;
}

function emitBody(
  gradient: Function,
  passed: readonly Value[],
  scalars: readonly Value[],
  { build, kernel, module }: { build: IRBuilder; kernel: Function; module: Module },
): void {
  const derivatives = derivativesOf(gradient, module);
  const sums = scalars.map((place, i): Sum => sumsFor(place, at(derivatives, i), kernel, module));
  clearSums(sums, build, module);
  const args = passed.map((value, i) =>
    build.bitcastPointer(value, at(gradient.functionType.params, i)),
  );
  const result = build.call(gradient, args);
  const parts = sums.map((_, i) => (sums.length === 1 ? result : build.extractValue(result, i)));
  addSums(sums, parts, build, module);
  build.ret();
}

/** The types of the derivatives that a gradient returns. */
function derivativesOf({ functionType: { ret } }: Function, module: Module): readonly Type[] {
  if (ret === module.types.void) return [];
  return ret.kind === "struct" ? (ret.fields ?? []) : [ret];
}

function isActive({ params }: GradientSpec, i: number): boolean {
  return params[i] !== "const";
}

/** Shadows of arrays are where arrays are; those of numbers and structs are in memory of the device. */
function shadowType(arg: Argument, { types }: Module, { deviceSpace }: GpuTarget): Type {
  if (arg.type.kind === "pointer" && !isByValue(arg)) return arg.type;
  const pointee = arg.type.kind === "pointer" ? (arg.type.pointee ?? types.i8) : arg.type;
  return types.pointerTo(pointee, deviceSpace);
}

const words = /^(noundef|byval|byref|align|nonnull|noalias|signext|zeroext|inreg)\b/;

/** What is said of a parameter of the primal that holds in its gradient. */
function keptWords(attributes: string): string {
  return attributeWords(attributes)
    .filter((word) => words.test(word))
    .join(" ");
}

/** Until LLVM 20 metadata says what is a kernel, and how it may be launched. */
function markKernel(kernel: Function, made: Function, module: Module): void {
  for (const reference of module.namedMetadata("nvvm.annotations")) {
    const node = module.node(reference) ?? "";
    const about = /^!\{.*?@("[^"]*"|[-\w$.]+)/.exec(node);
    if (about?.[1]?.replaceAll('"', "") !== kernel.name) continue;
    const rest = node.slice(about[0].length);
    const text = `!{${made.type.text} @${made.name}${rest}`;
    module.addToNamedMetadata("nvvm.annotations", module.addNode(text));
  }
}
