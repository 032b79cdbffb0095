/** Reads sections and symbols of ELF files of 64 bits, little-endian: objects and shared libraries. */

/** One section; `name` as in the file. */
export interface Section {
  readonly name: string;
  readonly type: number;
  readonly bytes: Buffer;
  /** The section with the names of the symbols, for a table of symbols. */
  readonly link: number;
  /** Where in the file its entry in the table of sections is, and where its name. */
  readonly entry: number;
  readonly namePlace: number;
}

/** Names that a file defines for others, and those that it needs. */
export interface Symbols {
  readonly defined: ReadonlySet<string>;
  readonly undefined: ReadonlySet<string>;
}

const header = { size: 64, sectionTable: 40, entrySize: 58, entryCount: 60, nameSection: 62 };
const sectionType = { plain: 1, symbols: 2, noBits: 8, dynamicSymbols: 11 };
const symbolSize = 24;

/** True for the kind of ELF that {@link sectionsOf} reads. */
export function isElf(bytes: Buffer): boolean {
  return (
    bytes.length >= header.size &&
    bytes.subarray(0, 6).equals(Buffer.from("\x7fELF\x02\x01", "latin1"))
  );
}

/** The sections of the file. @throws RangeError where it is cut short */
export function sectionsOf(bytes: Buffer): Section[] {
  const table = Number(bytes.readBigUInt64LE(header.sectionTable));
  if (table === 0) return [];
  const size = bytes.readUInt16LE(header.entrySize);
  const at = (i: number): number => table + i * size;
  // Where there are more than fits, the counts stand in the first entry.
  const count = bytes.readUInt16LE(header.entryCount) || Number(bytes.readBigUInt64LE(table + 32));
  const given = bytes.readUInt16LE(header.nameSection);
  const nameIndex = given === 0xffff ? bytes.readUInt32LE(table + 40) : given;
  const names = contentAt(bytes, at(nameIndex));
  return Array.from({ length: count }, (_none, i) => ({
    name: stringAt(names, bytes.readUInt32LE(at(i))),
    type: bytes.readUInt32LE(at(i) + 4),
    bytes: contentAt(bytes, at(i)),
    link: bytes.readUInt32LE(at(i) + 40),
    entry: at(i),
    namePlace: names.byteOffset - bytes.byteOffset + bytes.readUInt32LE(at(i)),
  }));
}

function contentAt(bytes: Buffer, entry: number): Buffer {
  if (bytes.readUInt32LE(entry + 4) === sectionType.noBits) return Buffer.alloc(0);
  const start = Number(bytes.readBigUInt64LE(entry + 24));
  const length = Number(bytes.readBigUInt64LE(entry + 32));
  if (start + length > bytes.length) throw new RangeError("a section ends behind the file");
  return bytes.subarray(start, start + length);
}

function stringAt(table: Buffer, start: number): string {
  const end = table.indexOf(0, start);
  return table.toString("latin1", start, end < 0 ? table.length : end);
}

/** What the file defines and needs: by its table of symbols, or that of dynamic symbols where there is no other. */
export function symbolsOf(sections: readonly Section[]): Symbols {
  const { symbols, dynamicSymbols } = sectionType;
  const table =
    sections.find(({ type }) => type === symbols) ??
    sections.find(({ type }) => type === dynamicSymbols);
  const defined = new Set<string>();
  const missing = new Set<string>();
  const names = sections[table?.link ?? 0]?.bytes;
  if (table === undefined || names === undefined) return { defined, undefined: missing };
  for (let at = symbolSize; at + symbolSize <= table.bytes.length; at += symbolSize) {
    const name = stringAt(names, table.bytes.readUInt32LE(at));
    const isLocal = table.bytes.readUInt8(at + 4) >> 4 === 0;
    if (isLocal || name === "") continue;
    (table.bytes.readUInt16LE(at + 6) === 0 ? missing : defined).add(name);
  }
  return { defined, undefined: missing };
}

/** In the flags of a section: linkers leave it behind. */
const excluded = 0x80000000n;

/** Renames a section in place, to a name as long as its own, and makes it one that linkers keep as it is. */
export function renameSection(
  bytes: Buffer,
  { name, entry, namePlace }: Section,
  to: string,
): void {
  if (to.length !== name.length) throw new RangeError(`${to} is not as long as ${name}`);
  bytes.write(to, namePlace, "latin1");
  bytes.writeUInt32LE(sectionType.plain, entry + 4);
  bytes.writeBigUInt64LE(bytes.readBigUInt64LE(entry + 8) & ~excluded, entry + 8);
}
