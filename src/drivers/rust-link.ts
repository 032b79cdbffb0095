/** What rustc calls in place of the linker: makes derivatives, makes objects of IR native, and calls the linker. */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { membersOf } from "./archive.ts";
import { cached } from "./cache.ts";
import { bytesOf, type Carrier, carriersIn } from "./carriers.ts";
import { type CommandLine, readCommandLine } from "./command-line.ts";
import { linkParts, whereabouts, writeLibrary } from "./link.ts";
import type { Part } from "./link-line.ts";
import { inParallel, runStep } from "./process.ts";
import { type Teller, teller } from "./report.ts";
import { channel } from "./rustc.ts";
import type { Scratch } from "./scratch.ts";
import { linkTools } from "./tools.ts";

/**
 * Links for rustc. Errors of tsad go to the file that `tsad rustc` waits for: rustc would show them as notes under the whole command line of
 * the link. So it ends well after them, and `tsad rustc` does not.
 */
export async function linkForRust(
  given: readonly string[],
  scratch: Scratch,
  tell: Teller,
): Promise<number> {
  const { words } = readCommandLine(given);
  const options = words.filter((word) => word.startsWith("-Wl,-plugin-opt=")).join(",");
  const level = /plugin-opt=O([\dsz])/.exec(options)?.[1] ?? "2";
  const line = readCommandLine(words.filter((word) => !word.startsWith("-Wl,-plugin-opt=")));
  const linker = process.env[channel.linker] ?? "cc";
  const report = process.env[channel.report];
  const messages: string[] = [];
  const paths = line.items.flatMap((item) => (item.kind === "input" ? [item.path] : []));
  const telling = report === undefined ? tell : teller((message) => messages.push(message));
  const code = await telling({ name: line.output ?? "a.out", notesOn: whereabouts(paths) }, () =>
    link(linker, line, [`-O${level}`, "-ffunction-sections", "-fdata-sections"], scratch),
  );
  if (report === undefined || messages.length === 0) return code;
  writeFileSync(report, messages.join("\n"));
  return 0;
}

async function link(
  linker: string,
  line: CommandLine,
  flags: readonly string[],
  scratch: Scratch,
): Promise<void> {
  const parts = await linkParts({ line, made: new Map(), flags }, scratch);
  const native = await inParallel(parts, (part) => nativePart(part, flags, scratch));
  await runStep([linker, ...native.flatMap(({ words }) => words)]);
}

/** The part with objects in the place of IR. */
async function nativePart(part: Part, flags: readonly string[], scratch: Scratch): Promise<Part> {
  if (part.kind === "words") return part;
  const carriers = carriersIn(part.path).filter(({ kind }) => kind === "bitcode");
  if (carriers.length === 0) return part;
  const made = new Map<number | null, string>();
  for (const carrier of carriers) made.set(carrier.member, await nativeOf(carrier, flags, scratch));
  const whole = made.get(null);
  const path = whole ?? scratch.file(basename(part.path));
  if (whole === undefined) await writeLibrary(path, membersWith(part.path, made));
  return { kind: "file", path, words: [path] };
}

function membersWith(
  path: string,
  made: ReadonlyMap<number | null, string>,
): ReturnType<typeof membersOf> {
  return membersOf(bytesOf(path) ?? Buffer.alloc(0)).map((member, i) => {
    const own = made.get(i);
    return own === undefined ? member : { ...member, bytes: bytesOf(own) ?? member.bytes };
  });
}

async function nativeOf(
  { modules }: Carrier,
  flags: readonly string[],
  scratch: Scratch,
): Promise<string> {
  const { clang } = await linkTools(modules);
  const [from, to] = [scratch.file("crate.bc"), scratch.file("crate.o")];
  for (const bitcode of modules) writeFileSync(from, bitcode);
  const words = [...flags, "-fPIC", "-w", "-Wno-override-module", "-c"];
  await cached({ programs: [clang], words, inputs: [from] }, to, () =>
    runStep([clang, ...words, from, "-o", to]),
  );
  return to;
}
