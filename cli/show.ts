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
import { keptFor } from "../src/support/kept.ts";
import { must } from "../src/support/assert.ts";
import { differentiate } from "../src/pipeline.ts";
import { TsadError } from "../src/support/errors.ts";
import type { Trace } from "../src/support/trace.ts";
import { requestsOf, unknownFunction } from "./grad.ts";
import type { ActivityWord } from "./options.ts";
import type { Session } from "./session.ts";

/** Options of `tsad show`. */
export interface ShowOptions {
  readonly fn?: readonly string[];
  readonly wrt?: readonly string[];
  readonly of?: readonly string[];
  readonly activity?: ReadonlyMap<string, ActivityWord>;
  readonly llvm?: number;
}

/** One function and its module, for a printer. */
interface Subject {
  readonly fn: Function;
  readonly module: Module;
  readonly objects: ModuleObjects;
}

/** The effects of all functions, found once. */
const modRefsOf = keptFor((objects: ModuleObjects) => new ModRefs(objects));

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
    const effects = must(modRefsOf(objects).of(fn), "the function has a body");
    return describeModRef(effects, new NodeNames(fn, module, answers));
  },
} as const;

/** What is found out while a gradient is made. */
const decisions = ["activity", "plan"] as const;
type Decision = (typeof decisions)[number];

/** What can be shown, by name. */
export type Showable = keyof typeof printers | Decision;

/** The names that `tsad show` takes. */
export const showables: readonly Showable[] = [
  ...(Object.keys(printers) as (keyof typeof printers)[]),
  ...decisions,
];

/**
 * Prints what the analysis found for each function named, or for every function with a body; activity and plan are those of the
 * gradients of the functions named, and of the parts these are made of.
 * @throws TsadError E_NO_FUNCTION for a name that no function with a body has; E_USAGE where options do not fit; for activity and plan
 * everything that cannot be differentiated, after what was found until then is printed
 */
export async function show(
  session: Session,
  what: Showable,
  input: string,
  options: ShowOptions,
): Promise<void> {
  const isDecision = what === "activity" || what === "plan";
  checkOptions(what, isDecision, options);
  const module = await session.readModule(input, options.llvm);
  if (isDecision) {
    showDecision(module, what, options, (text) => {
      writeOutput("-", text);
    });
    return;
  }
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

function checkOptions(what: Showable, isDecision: boolean, { fn, ...options }: ShowOptions): void {
  const { wrt, of, activity } = options;
  const remedy = "see `tsad show --help`";
  if (isDecision && fn === undefined) {
    throw new TsadError("E_USAGE", { reason: `show ${what} needs a --fn`, remedy });
  }
  if (!isDecision && [wrt, of, activity].some((option) => option !== undefined)) {
    const reason = `--wrt, --of and --activity are for show activity and show plan, not for show ${what}`;
    throw new TsadError("E_USAGE", { reason, remedy });
  }
}

/**
 * Makes the gradients, and writes what was decided on the way, also when there turns out to be none.
 * @throws TsadError for everything that cannot be differentiated
 */
export function showDecision(
  module: Module,
  what: Decision,
  options: ShowOptions,
  write: (text: string) => void,
): void {
  const parts: string[] = [];
  const trace: Trace = {
    step: (name, run, describe) => {
      const result = run();
      if (name === what && describe !== undefined) parts.push(`${describe(result)}\n`);
      return result;
    },
  };
  const requests = requestsOf({ ...options, mode: "reverse" }, module);
  try {
    differentiate(module, { requests, trace, onlyRequests: true, errorLimit: 20 });
  } finally {
    if (parts.length > 0) write(parts.join("\n"));
  }
}

function functionNamed(module: Module, name: string): Function {
  const fn = module.function(name);
  if (fn !== undefined && !fn.isDeclaration) return fn;
  throw unknownFunction(name, module);
}
