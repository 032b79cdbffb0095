/** Linkers put the .llvmbc sections of objects behind one another; this takes them apart again. */
import { isBitcode } from "../ir/bitcode.ts";

const magic = 0xdec04342;

/** A block outside of blocks: two bits that say so, its number, the width inside, and the length in words of 32 bits. */
const blockHeader = 8;

/** Each module in `bytes`, which holds raw bitcode files one behind the other. @throws RangeError where one is cut short */
export function bitcodeParts(bytes: Buffer): Buffer[] {
  if (!isBitcode(bytes)) return [];
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = 4; at <= bytes.length; ) {
    const isEnd = at + 4 > bytes.length || bytes.readUInt32LE(at) === magic;
    // Between two files there may be padding; a block never begins with an empty word.
    if (isEnd || bytes.readUInt32LE(at) === 0) {
      parts.push(bytes.subarray(start, at));
      while (at + 4 <= bytes.length && bytes.readUInt32LE(at) === 0) at += 4;
      start = at;
      at += 4;
    } else at += blockHeader + 4 * bytes.readUInt32LE(at + 4);
  }
  return parts;
}
