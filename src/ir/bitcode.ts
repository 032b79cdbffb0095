/**
 * Recognizes LLVM bitcode and finds out which LLVM wrote it, from the identification block at its start ("LLVM Bitcode File
 * Format": abbreviations, the standard blocks, and the identification block). Nothing else of it is read.
 */

/** True for raw bitcode (`BC C0 DE`) and for bitcode in its wrapper. */
export function isBitcode(bytes: Uint8Array): boolean {
  return starts(bytes, [0x42, 0x43, 0xc0, 0xde]) || starts(bytes, [0xde, 0xc0, 0x17, 0x0b]);
}

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** The major version of the LLVM that wrote the bitcode; undefined when the file does not say, or is cut short. */
export function bitcodeVersion(bytes: Uint8Array): number | undefined {
  try {
    const producer = readProducer(new BitReader(bytes, payloadStart(bytes)));
    const found = /^LLVM(\d+)\./.exec(producer ?? "");
    return found?.[1] === undefined ? undefined : Number(found[1]);
  } catch {
    return undefined;
  }
}

/** Where the bits start behind the magic number; a wrapper holds the offset of what it wraps. */
function payloadStart(bytes: Uint8Array): number {
  if (!starts(bytes, [0xde, 0xc0, 0x17, 0x0b])) return 4;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(8, true) + 4;
}

const identificationBlock = 13;
const producerRecord = 1;

/** One operand of an abbreviation: a literal, or how to read a value. */
interface AbbreviationOperand {
  readonly literal?: number;
  readonly encoding?: "fixed" | "vbr" | "array" | "char6" | "blob";
  readonly width: number;
}

function readProducer(bits: BitReader): string | undefined {
  // Outside blocks an abbreviation number has two bits, and 1 enters a block.
  if (bits.fixed(2) !== 1 || bits.vbr(8) !== identificationBlock) return undefined;
  const width = bits.vbr(4);
  bits.align();
  bits.fixed(32);
  const abbreviations: AbbreviationOperand[][] = [];
  // The record comes within the first few entries of a block this small.
  for (let entry = 0; entry < 16; entry++) {
    const id = bits.fixed(width);
    if (id === 2) abbreviations.push(readAbbreviation(bits));
    else if (id >= 3) {
      const [code, ...values] = id === 3 ? readPlain(bits) : readShort(bits, abbreviations[id - 4]);
      if (code === producerRecord) return String.fromCharCode(...values);
    } else return undefined;
  }
  return undefined;
}

function readAbbreviation(bits: BitReader): AbbreviationOperand[] {
  const encodings = ["fixed", "vbr", "array", "char6", "blob"] as const;
  return Array.from({ length: bits.vbr(5) }, () => {
    if (bits.fixed(1) === 1) return { literal: bits.vbr(8), width: 0 };
    const encoding = encodings[bits.fixed(3) - 1] ?? "blob";
    return { encoding, width: encoding === "fixed" || encoding === "vbr" ? bits.vbr(5) : 0 };
  });
}

function readPlain(bits: BitReader): number[] {
  const code = bits.vbr(6);
  return [code, ...Array.from({ length: bits.vbr(6) }, () => bits.vbr(6))];
}

function readShort(bits: BitReader, abbreviation: readonly AbbreviationOperand[] = []): number[] {
  const values: number[] = [];
  abbreviation.forEach((operand, i) => {
    const element = abbreviation[i + 1];
    if (abbreviation[i - 1]?.encoding === "array") return;
    if (operand.encoding !== "array") values.push(readOperand(bits, operand));
    else if (element !== undefined) {
      for (let left = bits.vbr(6); left > 0; left--) values.push(readOperand(bits, element));
    }
  });
  return values;
}

const char6 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";

function readOperand(bits: BitReader, { literal, encoding, width }: AbbreviationOperand): number {
  if (literal !== undefined) return literal;
  if (encoding === "char6") return char6.charCodeAt(bits.fixed(6));
  return encoding === "vbr" ? bits.vbr(width) : bits.fixed(width);
}

/** Little-endian bits. Reading past the end throws a RangeError. */
class BitReader {
  private readonly bytes: Uint8Array;
  private bit: number;

  constructor(bytes: Uint8Array, start: number) {
    this.bytes = bytes;
    this.bit = start * 8;
  }

  fixed(width: number): number {
    let value = 0;
    for (let i = 0; i < width; i++, this.bit++) {
      const byte = this.bytes[this.bit >> 3];
      if (byte === undefined) throw new RangeError("the bitcode ends early");
      value += ((byte >> (this.bit & 7)) & 1) * 2 ** i;
    }
    return value;
  }

  vbr(width: number): number {
    const top = 2 ** (width - 1);
    for (let value = 0, scale = 1; ; scale *= top) {
      const chunk = this.fixed(width);
      value += (chunk % top) * scale;
      if (chunk < top) return value;
    }
  }

  align(): void {
    this.bit = Math.ceil(this.bit / 32) * 32;
  }
}
