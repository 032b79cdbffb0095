/** What goes into a link, and the IR that it carries. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { isBitcode } from "../ir/bitcode.ts";
import { TsadError } from "../support/errors.ts";
import { isArchive, membersOf } from "./archive.ts";
import { bitcodeParts } from "./bitcode-parts.ts";
import { isElf, renameSection, type Section, sectionsOf, type Symbols, symbolsOf } from "./elf.ts";
import { mayAsk } from "./markers.ts";

/** An object, a member of a static library, or a shared library. */
export interface Carrier {
  /** The file that the link names. */
  readonly path: string;
  /** Which member of the library it is; null for a file of its own. */
  readonly member: number | null;
  /** How messages call it. */
  readonly name: string;
  readonly kind: "object" | "bitcode" | "shared";
  /** Raw bitcode files; none where the compiler was told to carry none. */
  readonly modules: readonly Buffer[];
  /** What its table of symbols says; null for bitcode, whose own text says it. */
  readonly symbols: Symbols | null;
  /** The words of clang's own command line by which it was made, where it is carried. */
  readonly words: readonly string[];
  readonly mayAsk: boolean;
  /** True for IR that another build left in its objects, as Rust's standard library has it: it is only read where nothing else does. */
  readonly isReserve: boolean;
}

/**
 * The sections in which clang -fembed-bitcode and flang -ffat-lto-objects leave IR, and their names in finished objects: under LLVM's names
 * the plugins of linkers and of `ar` take them for objects of link-time optimisation, and complain where the versions differ.
 */
const irSections: ReadonlyMap<string, string> = new Map([
  [".llvmbc", ".tsadbc"],
  [".llvm.lto", ".tsad.lto"],
]);
const wordSection = { by: ".llvmcmd", name: ".tsadcmd" };
const sharedType = 3;

/** Every section of a finished object that is for tsad alone. */
export const ownSections: readonly string[] = [...irSections.values(), wordSection.name];

/** Gives the sections of an object that was just made their names in finished ones. What is no ELF file stays as it is. */
export function finishObject(path: string): void {
  const bytes = bytesOf(path);
  if (bytes === null || !isElf(bytes)) return;
  const names = new Map([...irSections, [wordSection.by, wordSection.name]]);
  const given = sectionsOf(bytes).flatMap((section) => {
    const to = names.get(section.name);
    return to === undefined ? [] : [{ section, to }];
  });
  for (const { section, to } of given) renameSection(bytes, section, to);
  if (given.length > 0) writeFileSync(path, bytes);
}

/** The carriers in the file at `path`; none for what is no object or library of the kind that tsad reads. @throws TsadError E_LINK */
export function carriersIn(path: string): Carrier[] {
  const bytes = bytesOf(path);
  if (bytes === null) return [];
  try {
    if (!isArchive(bytes)) return [carrierOf(path, null, path, bytes)].flatMap(known);
    return membersOf(bytes).flatMap(({ name, bytes: content }, i) =>
      known(carrierOf(path, i, `${path}(${name})`, content)),
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TsadError("E_LINK", {
      reason: `${path} is damaged: ${error.message}`,
      remedy: "make the file again",
    });
  }
}

/** The content of a regular file, or null. */
export function bytesOf(path: string): Buffer | null {
  try {
    return statSync(path).isFile() ? readFileSync(path) : null;
  } catch {
    return null;
  }
}

function known(carrier: Carrier | null): Carrier[] {
  return carrier === null ? [] : [carrier];
}

function carrierOf(
  path: string,
  member: number | null,
  name: string,
  bytes: Buffer,
): Carrier | null {
  const shared = { path, member, name, mayAsk: mayAsk(bytes) };
  if (isBitcode(bytes)) {
    return {
      ...shared,
      kind: "bitcode",
      modules: [bytes],
      symbols: null,
      words: [],
      isReserve: false,
    };
  }
  if (!isElf(bytes)) return null;
  const sections = sectionsOf(bytes);
  return {
    ...shared,
    kind: bytes.readUInt16LE(16) === sharedType ? "shared" : "object",
    modules: sections.filter(({ name }) => holdsIr.has(name)).flatMap(partsOf),
    symbols: symbolsOf(sections),
    words: wordsIn(sections),
    isReserve: sections.some(({ name }) => irSections.has(name)),
  };
}

const holdsIr: ReadonlySet<string> = new Set([...irSections.keys(), ...irSections.values()]);

function partsOf({ bytes }: Section): Buffer[] {
  return bitcodeParts(bytes);
}

function wordsIn(sections: readonly Section[]): string[] {
  const section = sections.find(({ name }) => name === wordSection.name || name === wordSection.by);
  return section?.bytes.toString("latin1").split("\0") ?? [];
}
