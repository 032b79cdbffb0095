/** The link: derivatives for which bodies had to be found first are made here, then the real compiler links. */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { findTools } from "../ir/tools.ts";
import type { TsadError } from "../support/errors.ts";
import { archiveOf, membersOf } from "./archive.ts";
import { bytesOf, type Carrier, carriersIn, ownSections } from "./carriers.ts";
import type { CommandLine, Item } from "./command-line.ts";
import { wordsOf } from "./command-line.ts";
import type { Compiler } from "./compilers.ts";
import { type Part, partsOf } from "./link-line.ts";
import { asking, fileMayAsk } from "./markers.ts";
import { merge, type Merged } from "./merge.ts";
import { runQuietly, runStep } from "./process.ts";
import type { Scratch } from "./scratch.ts";

/** A link, with what became of the sources on its line. */
export interface LinkJob {
  readonly compiler: Compiler;
  readonly line: CommandLine;
  readonly made: ReadonlyMap<Item, string>;
}

/** What decides how the derivatives of a link are made. */
export interface PartsJob {
  readonly line: CommandLine;
  readonly made: ReadonlyMap<Item, string>;
  /** Flags of code generation. */
  readonly flags: readonly string[];
}

/** Links. @throws StepFailed where the linker fails, TsadError where a derivative cannot be made */
export async function linkProgram(job: LinkJob, scratch: Scratch): Promise<void> {
  const isPartial = job.line.words.includes("-r");
  const flags = wordsOf(job.line.items, "code");
  const replaced = isPartial
    ? partsOf(job.line.items, job.made)
    : await linkParts({ ...job, flags }, scratch);
  const silence =
    job.compiler.family === "clang" && job.made.size > 0 ? ["-Qunused-arguments"] : [];
  await runStep([job.compiler.program, ...silence, ...replaced.flatMap(({ words }) => words)]);
  if (!isPartial && !isShared(job.line)) await withoutIr(job.line.output ?? "a.out");
}

function isShared({ words }: CommandLine): boolean {
  return words.includes("-shared") || words.includes("-dynamiclib");
}

/** The parts of the link, where need be with an object that has the derivatives in the place of those that ask for them. */
export async function linkParts(
  { line, made, flags }: PartsJob,
  scratch: Scratch,
): Promise<readonly Part[]> {
  const parts = partsOf(line.items, made);
  const paths = [...new Set(parts.flatMap((part) => (part.kind === "file" ? [part.path] : [])))];
  if (!paths.some((path) => fileMayAsk(path))) return parts;
  const carriers = paths.flatMap(carriersIn);
  const askers = carriers.filter(asks);
  if (!askers.some(isCaller)) return parts;
  const name = basename(line.output ?? "a.out");
  const merged = await merge({ carriers, askers, flags, isShared: isShared(line), name }, scratch);
  return replacedIn(parts, merged, scratch);
}

/** Has the object a call that asks for a derivative, or a registration? */
function asks(carrier: Carrier): boolean {
  if (!carrier.mayAsk || carrier.kind === "shared") return false;
  return carrier.symbols === null || isCaller(carrier) || carrier.modules.length > 0;
}

function isCaller({ symbols, mayAsk }: Carrier): boolean {
  if (symbols === null) return mayAsk;
  return [...symbols.undefined].some((name) => asking.test(name));
}

/** Puts the object in the place of the first that it replaces, and libraries without what it replaces in the place of theirs. */
async function replacedIn(
  parts: readonly Part[],
  { object, replaced }: Merged,
  scratch: Scratch,
): Promise<Part[]> {
  const result: Part[] = [];
  const done = new Map<string, Part[]>();
  for (const part of parts) {
    const own = part.kind === "file" ? [...replaced].filter(({ path }) => path === part.path) : [];
    if (own.length === 0 || part.kind === "words") {
      result.push(part);
      continue;
    }
    if (done.size === 0) result.push({ kind: "file", path: object, words: [object] });
    const known = done.get(part.path) ?? (await restOf(part.path, own, scratch));
    done.set(part.path, known);
    result.push(...known);
  }
  return result;
}

/** What is left of a file: nothing of an object, the other members of a library. */
async function restOf(
  path: string,
  replaced: readonly Carrier[],
  scratch: Scratch,
): Promise<Part[]> {
  const taken = new Set(replaced.map(({ member }) => member));
  const bytes = bytesOf(path);
  if (taken.has(null) || bytes === null) return [];
  const library = scratch.file(basename(path));
  await writeLibrary(
    library,
    membersOf(bytes).filter((_member, i) => !taken.has(i)),
  );
  return [{ kind: "file", path: library, words: [library] }];
}

/** Writes a static library with its table of symbols. */
export async function writeLibrary(
  path: string,
  members: Parameters<typeof archiveOf>[0],
): Promise<void> {
  writeFileSync(path, archiveOf(members));
  const [tool] = [...findTools("ranlib"), ...findTools("llvm-ranlib")];
  if (tool !== undefined) await runQuietly(tool.path, [path]);
}

/** Programs are shipped: the IR of their objects stays behind. */
async function withoutIr(program: string): Promise<void> {
  const [tool] = [...findTools("objcopy"), ...findTools("llvm-objcopy")];
  if (tool === undefined || carriersIn(program).every(({ modules }) => modules.length === 0))
    return;
  await runQuietly(tool.path, [...ownSections.map((name) => `--remove-section=${name}`), program]);
}

/** Says of an error about a function whether an input of the link has it without IR. */
export function whereabouts(paths: readonly string[]): (error: TsadError) => string[] {
  return ({ message, code }) => {
    const name = /@([\w.$]+)/.exec(message)?.[1];
    if (name === undefined || (code !== "E_NO_RULE" && code !== "E_NO_BODY")) return [];
    const holder = paths
      .flatMap(carriersIn)
      .find(({ symbols }) => symbols?.defined.has(name) === true);
    return [
      holder === undefined
        ? `no object or library on this command line defines ${name}`
        : `${holder.name} defines ${name}, but carries no IR of it: compile it with tsad as well`,
    ];
  };
}
