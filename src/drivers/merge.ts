/** Makes one object of the modules of a link that derivatives need, with the derivatives in it. */
import { writeFileSync } from "node:fs";
import { cached } from "./cache.ts";
import { type Carrier, finishObject } from "./carriers.ts";
import { Choice, type Piece } from "./choose.ts";
import type { Outcome } from "./differentiate.ts";
import { imported } from "./imported.ts";
import { runQuietly, runStep } from "./process.ts";
import { errorsOf } from "./report.ts";
import { type ErrorCode, TsadError } from "../support/errors.ts";
import type { Scratch } from "./scratch.ts";
import { type LinkTools, linkTools } from "./tools.ts";

/** What a link differentiates. */
export interface MergeJob {
  /** Everything in the link that may carry IR, in its order. */
  readonly carriers: readonly Carrier[];
  /** Those in which derivatives are asked for. */
  readonly askers: readonly Carrier[];
  /** Flags of code generation on the command line of the link. */
  readonly flags: readonly string[];
  readonly isShared: boolean;
  /** What is made, for messages. */
  readonly name: string;
}

/** The object, and what it takes the place of. */
export interface Merged {
  readonly object: string;
  readonly replaced: ReadonlySet<Carrier>;
}

/** @throws TsadError for what cannot be differentiated, or E_LINK where IR or a tool is missing */
export async function merge(job: MergeJob, scratch: Scratch): Promise<Merged> {
  for (const { name, modules } of job.askers) {
    if (modules.length > 0) continue;
    throw new TsadError("E_LINK", {
      reason: `${name} asks for derivatives, and carries no IR to make them from`,
      remedy: "compile it with tsad cc, tsad c++, tsad fc or tsad rustc, without -S",
    });
  }
  const tools = await linkTools(job.carriers.flatMap(({ modules }) => modules));
  const places = { job, tools, scratch };
  try {
    return await mergeFrom(false, places);
  } catch (error) {
    const hasReserve = job.carriers.some(({ isReserve }) => isReserve);
    const lacksMore = errorsOf(error)?.some(({ code }) => lacksBody.has(code)) === true;
    if (!hasReserve || !lacksMore) throw error;
    return mergeFrom(true, places);
  }
}

/** What more IR may do away with. */
const lacksBody: ReadonlySet<ErrorCode> = new Set(["E_NO_BODY", "E_NO_RULE", "E_INDIRECT_CALL"]);

/** What the steps of one link share. */
interface Places {
  readonly job: MergeJob;
  readonly tools: LinkTools;
  readonly scratch: Scratch;
}

/**
 * Merges what the derivatives need. Where they call through pointers, nobody can tell from where these come: then all of the program
 * is merged, which makes every function of it known.
 */
async function mergeFrom(withReserve: boolean, places: Places): Promise<Merged> {
  const { job, tools, scratch } = places;
  const dis = (bitcode: Buffer): Promise<string> => disassembled(bitcode, tools, scratch);
  const choice = new Choice(job.carriers, dis, withReserve);
  const needed = await choice.from(job.askers);
  const first = await objectOf(needed, false, places);
  if (first.outcome === "closed") return mergedOf(first.object, needed);
  const all = await choice.all();
  if (all.length === needed.length) return mergedOf(first.object, needed);
  return mergedOf((await objectOf(all, true, places)).object, all);
}

function mergedOf(object: string, pieces: readonly Piece[]): Merged {
  const own = pieces.map(({ carrier }) => carrier).filter(({ kind }) => kind !== "shared");
  return { object, replaced: new Set(own) };
}

/** The object of these modules with their derivatives. Open ones are kept in the cache only where more cannot close them. */
async function objectOf(
  pieces: readonly Piece[],
  isAll: boolean,
  places: Places,
): Promise<{ readonly object: string; readonly outcome: Outcome }> {
  const { job, tools, scratch } = places;
  const files = pieces.map((piece, i) => fileOf(piece, i, scratch));
  const object = scratch.file("merged.o");
  const flags = flagsFor(pieces, job);
  const key = { programs: [tools.clang, tools.linker], words: flags, inputs: files };
  let outcome: Outcome = "closed";
  await cached(key, object, async () => {
    outcome = await differentiated(files, flags, object, places);
    return isAll || outcome === "closed";
  });
  return { object, outcome };
}

async function disassembled(
  bitcode: Buffer,
  { disassembler }: LinkTools,
  scratch: Scratch,
): Promise<string> {
  const file = scratch.file("module.bc");
  writeFileSync(file, bitcode);
  const { ok, stdout, stderr } = await runQuietly(disassembler, [file, "-o", "-"]);
  if (ok) return stdout;
  throw new TsadError("E_LINK", { reason: `IR that an object carries cannot be read: ${stderr}` });
}

function fileOf({ carrier, bitcode, text }: Piece, index: number, scratch: Scratch): string {
  const isShared = carrier.kind === "shared";
  const file = scratch.file(`piece${index}.${isShared ? "ll" : "bc"}`);
  if (isShared) writeFileSync(file, imported(text, carrier.name), "latin1");
  else writeFileSync(file, bitcode);
  return file;
}

async function differentiated(
  files: readonly string[],
  flags: readonly string[],
  object: string,
  { job, tools, scratch }: Places,
): Promise<Outcome> {
  const whole = scratch.file("whole.bc");
  const linked = await runQuietly(tools.linker, [...files, "-o", whole]);
  if (!linked.ok) {
    throw new TsadError("E_LINK", {
      reason: `llvm-link refuses the IR of the objects: ${linked.stderr}`,
    });
  }
  const [text, out] = [scratch.file("in.ll"), scratch.file("out.ll")];
  const quiet = ["-w", "-Wno-override-module", "-Qunused-arguments"];
  const prepared = ["-fno-vectorize", "-fno-slp-vectorize", "-fno-unroll-loops"];
  const code = flags.filter((flag) => !flag.startsWith("-fsanitize"));
  await runStep([
    tools.clang,
    ...code,
    ...quiet,
    ...prepared,
    "-S",
    "-emit-llvm",
    whole,
    "-o",
    text,
  ]);
  const { differentiateFile } = await import("./differentiate.ts");
  const outcome = differentiateFile(text, out, job.name);
  await runStep([
    tools.clang,
    ...flags,
    ...quiet,
    "-Xclang",
    "-fembed-bitcode=all",
    "-c",
    out,
    "-o",
    object,
  ]);
  finishObject(object);
  return outcome;
}

/** Flags that an object was made with and that its IR does not say itself. */
const told = /^-(?:fsanitize=.*|ffunction-sections|fdata-sections|mcmodel=.*)$/;

/** How the object is made: as those that it takes the place of were, as far as they say it, else as the link says. */
function flagsFor(pieces: readonly Piece[], { flags, isShared }: MergeJob): string[] {
  const words = pieces.map(({ carrier }) => carrier.words).filter(({ length }) => length > 0);
  // clang's own default has no word.
  const levels = words.map(
    (each) => each.filter((word) => /^-O[\dsz]$/.test(word)).at(-1) ?? "-O0",
  );
  const rest = [...new Set(words.flat().filter((word) => told.test(word)))];
  const isPic =
    isShared ||
    pieces.some(({ text }) => text.includes('!"PIC Level"') && !text.includes('!"PIE Level"'));
  const level =
    levels.sort().at(-1) ?? flags.filter((flag) => flag.startsWith("-O")).at(-1) ?? "-O2";
  return [
    ...rest,
    level,
    isPic ? "-fPIC" : "-fPIE",
    ...flags.filter((flag) => /^-(?:m|-?target)/.test(flag)),
  ];
}
