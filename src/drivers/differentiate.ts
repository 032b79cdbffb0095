/** The step of a build that is tsad: from text to text. Loaded only where a unit asks for derivatives, because it is most of tsad. */
import { readFileSync, writeFileSync } from "node:fs";
import { differentiateFresh } from "../attempts.ts";
import { GlobalVariable } from "../ir/graph.ts";
import { Module } from "../ir/module.ts";
import { eraseHints } from "../reverse/request/hints.ts";
import { markerOf } from "../reverse/request/markers.ts";
import { requestedBy } from "../reverse/request/modes.ts";
import { isUnknownCallee } from "../transform/unknown-callee.ts";
import { Progress } from "./progress.ts";

/**
 * What became of a text: "open" where a derivative calls through pointers. Then it knows the functions of the module, and ends the program
 * at others, so there should be none.
 */
export type Outcome = "closed" | "open";

/** How many errors of one unit are told. */
const errorLimit = 20;

/**
 * Replaces the calls that ask for derivatives in the IR text at `from`, and writes it to `to`; which may be none.
 * @param name what a line of progress calls it
 * @throws TsadError, TsadErrors for what cannot be differentiated
 */
export function differentiateFile(from: string, to: string, name: string): Outcome {
  const text = readFileSync(from, "latin1");
  const read = (): Module => Module.parse(text, { file: name });
  const module = read();
  if (!module.functions().some((fn) => requestedBy(fn) !== null)) {
    eraseHints(module);
    writeFileSync(to, module.print(), "latin1");
    return "closed";
  }
  const trace = new Progress(name);
  try {
    const done = differentiateFresh(read, () => ({ requests: [], trace, errorLimit }));
    writeFileSync(to, withMarkers(done.module), "latin1");
    return done.module.functions().some(isUnknownCallee) ? "open" : "closed";
  } finally {
    trace.end();
  }
}

/**
 * The text of a module whose markers have been read, and which still takes the address of one, as Rust does to check it before it
 * loads: each is defined then, with a value that means nothing, because nothing else would.
 */
function withMarkers(module: Module): string {
  const text = module.print();
  const markers = module
    .globals()
    .filter((each) => each instanceof GlobalVariable && each.isDeclaration)
    .filter((each) => markerOf(each)?.meaning !== undefined);
  return markers.reduce((done, { name }) => {
    const declared = new RegExp(
      `^@${name} = external (?:[a-z_]+ )*?(?:global|constant) ([^,\n]+)`,
      "m",
    );
    return done.replace(declared, `@${name} = linkonce_odr hidden global $1 zeroinitializer`);
  }, text);
}
