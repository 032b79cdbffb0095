/** Reads and writes static libraries: the `ar` format of GNU and LLVM. */

const magic = "!<arch>\n";
const headerSize = 60;

/** One file of a library. */
export interface Member {
  readonly name: string;
  readonly bytes: Buffer;
}

/** True for a static library that holds its members; a thin one only names them. */
export function isArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, magic.length).toString("latin1") === magic;
}

/** The members in order, without the tables of symbols and names. @throws RangeError where the library is cut short */
export function membersOf(bytes: Buffer): Member[] {
  const members: Member[] = [];
  let longNames = "";
  for (let at = magic.length; at < bytes.length; ) {
    const field = (start: number, end: number): string =>
      bytes.toString("latin1", at + start, at + end).trimEnd();
    const size = Number(field(48, 58));
    if (field(58, 60) !== "`" || !Number.isInteger(size))
      throw new RangeError("no member begins where one should");
    const start = at + headerSize;
    if (start + size > bytes.length) throw new RangeError("a member ends behind the file");
    const content = bytes.subarray(start, start + size);
    const name = field(0, 16);
    if (name === "//") longNames = content.toString("latin1");
    else if (name !== "/" && name !== "/SYM64/") members.push(memberOf(name, content, longNames));
    at = start + size + (size % 2);
  }
  return members;
}

function memberOf(name: string, content: Buffer, longNames: string): Member {
  const offset = /^\/(\d+)$/.exec(name)?.[1];
  if (offset !== undefined) {
    const [long = name] = longNames.slice(Number(offset)).split("\n");
    return { name: long.replace(/\/$/, ""), bytes: content };
  }
  // BSD's form: the name stands before the content.
  const length = Number(/^#1\/(\d+)$/.exec(name)?.[1] ?? 0);
  if (length === 0) return { name: name.replace(/\/$/, ""), bytes: content };
  const long = content.toString("latin1", 0, length).replace(/\0+$/, "");
  return { name: long, bytes: content.subarray(length) };
}

/** A library of these members, without a table of symbols: `ranlib` adds that. */
export function archiveOf(members: readonly Member[]): Buffer {
  let names = "";
  const parts = members.map(({ name, bytes }) => {
    const shown = `/${names.length}`;
    names += `${name}/\n`;
    return [headerOf(shown, bytes.length), bytes, padding(bytes.length)];
  });
  const table = Buffer.from(names, "latin1");
  return Buffer.concat([
    Buffer.from(magic, "latin1"),
    headerOf("//", table.length),
    table,
    padding(table.length),
    ...parts.flat(),
  ]);
}

function headerOf(name: string, size: number): Buffer {
  const field = (text: string, width: number): string => text.padEnd(width);
  const facts = field("0", 12) + field("0", 6) + field("0", 6) + field("644", 8);
  return Buffer.from(`${field(name, 16)}${facts}${field(`${size}`, 10)}\`\n`, "latin1");
}

function padding(size: number): Buffer {
  return Buffer.from(size % 2 === 0 ? "" : "\n", "latin1");
}
