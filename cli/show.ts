/** `tsad show`: what the analyses found out about a function, for people. */
import { ModuleObjects } from "../src/analysis/objects/module-objects.ts";
import {
  describeModRef,
  describeObjects,
  describeTypes,
  NodeNames,
} from "../src/analysis/objects/describe.ts";
import { FunctionObjects } from "../src/analysis/objects/function-objects.ts";
import { ModRefs } from "../src/analysis/modref.ts";
import type { Function } from "../src/ir/graph.ts";
import { writeOutput } from "../src/ir/io.ts";
import type { Module } from "../src/ir/module.ts";
import { must } from "../src/support/assert.ts";
import { unknownFunction } from "./grad.ts";
import type { Session } from "./session.ts";

/** Options of `tsad show`. */
export interface ShowOptions {
  readonly fn?: readonly string[];
  readonly llvm?: number;
}

/** One function and its module, for a printer. */
interface Subject {
  readonly fn: Function;
  readonly module: Module;
  readonly objects: ModuleObjects;
}

const printers = {
  objects: ({ fn, module, objects }: Subject): string[] => {
    const answers = objects.of(fn);
    return describeObjects(answers, new NodeNames(fn, module, answers));
  },
  types: ({ fn, module, objects }: Subject): string[] => {
    const answers = objects.of(fn);
    return describeTypes(answers, new NodeNames(fn, module, answers));
  },
  modref: ({ fn, module, objects }: Subject): string[] => {
    const answers = FunctionObjects.from(must(objects.stateOf(fn), "the function has a body"));
    const effects = must(new ModRefs(objects).of(fn), "the function has a body");
    return describeModRef(effects, new NodeNames(fn, module, answers));
  },
} as const;

/** What can be shown, by name. */
export type Showable = keyof typeof printers;

/** The names that `tsad show` takes. */
export const showables = Object.keys(printers) as Showable[];

/**
 * Prints what the analysis found for each function named, or for every function with a body.
 * @throws TsadError E_NO_FUNCTION for a name that no function with a body has
 */
export async function show(
  session: Session,
  what: Showable,
  input: string,
  options: ShowOptions,
): Promise<void> {
  const module = await session.readModule(input, options.llvm);
  const objects = new ModuleObjects(module);
  const chosen =
    options.fn?.map((name) => functionNamed(module, name.replace(/^@/, ""))) ??
    module.functions().filter((fn) => !fn.isDeclaration);
  const parts = chosen.map((fn) => {
    const lines = printers[what]({ fn, module, objects });
    return `@${fn.name}\n${lines.map((line) => `  ${line}\n`).join("")}`;
  });
  writeOutput("-", parts.join("\n"));
}

function functionNamed(module: Module, name: string): Function {
  const fn = module.function(name);
  if (fn !== undefined && !fn.isDeclaration) return fn;
  throw unknownFunction(name, module);
}
