/**
 * Constants made from numbers. Float literals are rounded once, exactly (ties to even), from the decimal or the double
 * they are given as, and spelled as LLVM spells that kind; the spellings are in "Simple Constants" of the LLVM
 * language reference.
 */
import { InvariantError } from "../support/assert.ts";
import { ConstantAggregate, Literal } from "./constants.ts";
import type { FloatKind, Type, VectorType } from "./types.ts";
import type { Value } from "./value.ts";

/** A binary format: `precision` counts the leading bit, whether stored or not; exponents are those of 1.xxx. */
interface Format {
  readonly precision: number;
  readonly minExponent: number;
  readonly maxExponent: number;
  /** Width of the exponent field. */
  readonly exponentBits: number;
  /** x86_fp80 alone stores its leading bit. */
  readonly explicitLead: boolean;
}

const formats = {
  half: ieee(11, 5),
  bfloat: ieee(8, 8),
  float: ieee(24, 8),
  double: ieee(53, 11),
  x86_fp80: { ...ieee(64, 15), explicitLead: true },
  fp128: ieee(113, 15),
} as const satisfies Record<Exclude<FloatKind, "ppc_fp128">, Format>;

function ieee(precision: number, exponentBits: number): Format {
  const bias = 2 ** (exponentBits - 1) - 1;
  const limits = { minExponent: 1 - bias, maxExponent: bias };
  return { precision, ...limits, exponentBits, explicitLead: false };
}

/** What a float literal means, exactly: `sign * numerator / denominator`, or one of the special values. */
type Exact =
  | {
      readonly kind: "finite";
      readonly negative: boolean;
      readonly num: bigint;
      readonly den: bigint;
    }
  | { readonly kind: "infinite" | "nan"; readonly negative: boolean };

/**
 * The LLVM spelling of `value` as a float of `kind`, correctly rounded.
 * @param value a number, or a decimal such as "0.57721566490153286060651209008240243" where a double is too short
 */
export function encodeFloat(kind: FloatKind, value: number | string): string {
  const exact = typeof value === "number" ? exactOfNumber(value) : exactOfDecimal(value);
  switch (kind) {
    case "half":
      return `0xH${hex(pack(formats.half, exact), 4)}`;
    case "bfloat":
      return `0xR${hex(pack(formats.bfloat, exact), 4)}`;
    case "float":
    case "double":
      return doubleSpelling(widen(formats[kind], exact));
    case "x86_fp80":
      return `0xK${hex(pack(formats.x86_fp80, exact), 20)}`;
    case "fp128": {
      const bits = pack(formats.fp128, exact);
      return `0xL${hex(BigInt.asUintN(64, bits), 16)}${hex(bits >> 64n, 16)}`;
    }
    case "ppc_fp128":
      return `0xM${doubleDoubleDigits(exact)}`;
  }
}

/**
 * The number that the float literal `text` of a float type or kind means, rounded to the nearest double. Reads every
 * spelling of LLVM 14 to 22 and `zeroinitializer`.
 * @throws InvariantError when `text` is no float literal (`undef`, `poison`)
 */
export function decodeFloat(type: Type | FloatKind, text: string): number {
  const kind = typeof type === "string" ? type : type.kind === "float" ? type.float : "double";
  if (text === "zeroinitializer") return 0;
  const digits = /^(?:f?0x)([HRKLM]?)([0-9A-Fa-f]+)$/.exec(text);
  if (digits === null) return decodeDecimal(text);
  const bits = BigInt(`0x${digits[2] ?? "0"}`);
  switch (digits[1] ?? "") {
    case "H":
      return numberOf(unpack(formats.half, bits));
    case "R":
      return numberOf(unpack(formats.bfloat, bits));
    case "K":
      return numberOf(unpack(formats.x86_fp80, bits));
    case "L": {
      const swapped = (BigInt.asUintN(64, bits) << 64n) | (bits >> 64n);
      return numberOf(unpack(formats.fp128, swapped));
    }
    case "M":
      return bitsToNumber(bits >> 64n) + bitsToNumber(BigInt.asUintN(64, bits));
    default:
      if (text.startsWith("f") && kind !== "ppc_fp128")
        return numberOf(unpack(formats[kind], bits));
      return bitsToNumber(bits);
  }
}

function decodeDecimal(text: string): number {
  const plain = /^[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?$/.test(text);
  if (plain) return Number(text);
  if (/^[-+]?inf$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (/^[-+]?[sq]?nan/.test(text)) return NaN;
  throw new InvariantError(`'${text}' is not a float literal`);
}

/** `value` as a constant of an integer type, or that constant in every lane of a vector of integers. */
export function constInt(type: Type, value: bigint | number): Value {
  if (type.kind === "vector") return splatOf(type, constInt(type.element, value));
  if (type.kind !== "int") throw new InvariantError(`no integer constant of type ${type.text}`);
  const wrapped = BigInt.asIntN(type.bits, BigInt(value));
  if (type.bits === 1) return new Literal(type, wrapped === 0n ? "false" : "true");
  return new Literal(type, String(wrapped));
}

/** `value` rounded to a float type, or that constant in every lane of a vector of floats. Decimals as in {@link encodeFloat}. */
export function constFloat(type: Type, value: number | string): Value {
  if (type.kind === "vector") return splatOf(type, constFloat(type.element, value));
  if (type.kind !== "float") throw new InvariantError(`no float constant of type ${type.text}`);
  return new Literal(type, encodeFloat(type.float, value));
}

/** The constant that is all zero bits, as the type spells it: `0`, `0.0`, `null`, `none`, `false`, `zeroinitializer`. */
export function nullOf(type: Type): Value {
  switch (type.kind) {
    case "int":
      return constInt(type, 0);
    case "float":
      return constFloat(type, 0);
    case "pointer":
      return new Literal(type, "null");
    case "token":
      return new Literal(type, "none");
    case "vector":
    case "array":
    case "struct":
    case "target":
    case "x86_mmx":
    case "x86_amx":
      return new Literal(type, "zeroinitializer");
    case "void":
    case "label":
    case "metadata":
    case "function":
      throw new InvariantError(`no constant of type ${type.text}`);
  }
}

/** `undef` of `type`. */
export function undefOf(type: Type): Value {
  return new Literal(type, "undef");
}

/** `poison` of `type`. */
export function poisonOf(type: Type): Value {
  return new Literal(type, "poison");
}

/**
 * The constant with `element` in every lane. It is kept as one splat, whatever the dialect; the printer writes it out lane by
 * lane (or, for a scalable vector, as insertelement and shufflevector) where the dialect has no `splat`.
 */
export function splatOf(type: VectorType, element: Value): Value {
  return new ConstantAggregate(type, "splat", [element]);
}

function hex(bits: bigint, digits: number): string {
  return bits.toString(16).toUpperCase().padStart(digits, "0");
}

/** As LLVM writes a double: `1.500000e+00` when six digits say it exactly, else the bits. */
function doubleSpelling(value: number): string {
  if (Number.isFinite(value)) {
    const short = value.toExponential(6);
    if (Number(short) === value && !Object.is(value, -0)) {
      return short.replace(/e([-+])(\d)$/, "e$10$2");
    }
  }
  if (Object.is(value, -0)) return "-0.000000e+00";
  return `0x${hex(numberToBits(value), 16)}`;
}

function numberToBits(value: number): bigint {
  return new BigUint64Array(new Float64Array([value]).buffer)[0] ?? 0n;
}

function bitsToNumber(bits: bigint): number {
  return new Float64Array(new BigUint64Array([bits]).buffer)[0] ?? 0;
}

function exactOfNumber(value: number): Exact {
  return unpack(formats.double, numberToBits(value));
}

function exactOfDecimal(text: string): Exact {
  const found = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text);
  const [, sign = "", whole = "", fraction = "", power = "0"] = found ?? [];
  if (found === null || whole + fraction === "") {
    throw new InvariantError(`'${text}' is not a decimal number`);
  }
  const exponent = BigInt(power) - BigInt(fraction.length);
  const digits = BigInt(whole + fraction);
  const scale = 10n ** (exponent < 0n ? -exponent : exponent);
  const [num, den] = exponent < 0n ? [digits, scale] : [digits * scale, 1n];
  return { kind: "finite", negative: sign === "-", num, den };
}

/** The exact value rounded to `format`, as the double that equals it (formats up to double only). */
function widen(format: Format, exact: Exact): number {
  return numberOf(unpack(format, pack(format, exact)));
}

/** The nearest double. */
function numberOf(exact: Exact): number {
  if (exact.kind === "nan") return NaN;
  return bitsToNumber(pack(formats.double, exact));
}

/** The bits of `exact` in `format`, rounded to nearest, ties to even. */
function pack(format: Format, exact: Exact): bigint {
  const fractionBits = BigInt(format.precision - (format.explicitLead ? 0 : 1));
  const sign = exact.negative ? 1n << (fractionBits + BigInt(format.exponentBits)) : 0n;
  const top = (1n << BigInt(format.exponentBits)) - 1n;
  const lead = format.explicitLead ? 1n << (fractionBits - 1n) : 0n;
  if (exact.kind !== "finite") {
    const quiet = exact.kind === "nan" ? 1n << BigInt(format.precision - 2) : 0n;
    return sign | (top << fractionBits) | lead | quiet;
  }
  if (exact.num === 0n) return sign;
  const { significand, exponent } = round(format, exact.num, exact.den);
  if (exponent > format.maxExponent) return sign | (top << fractionBits) | lead;
  const subnormal = significand < 1n << BigInt(format.precision - 1);
  const biased = subnormal ? 0n : BigInt(exponent - format.minExponent + 1);
  return sign | (biased << fractionBits) | BigInt.asUintN(Number(fractionBits), significand);
}

/** `num / den` as `significand * 2^(exponent - precision + 1)`, the significand below 2^precision. */
function round(
  format: Format,
  num: bigint,
  den: bigint,
): { significand: bigint; exponent: number } {
  let exponent = bitLength(num) - bitLength(den);
  const below = exponent >= 0 ? num < den << BigInt(exponent) : num << BigInt(-exponent) < den;
  if (below) exponent--;
  exponent = Math.max(exponent, format.minExponent);
  const shift = format.precision - 1 - exponent;
  const scaledNum = shift >= 0 ? num << BigInt(shift) : num;
  const scaledDen = shift >= 0 ? den : den << BigInt(-shift);
  let significand = scaledNum / scaledDen;
  const twice = (scaledNum - significand * scaledDen) * 2n;
  if (twice > scaledDen || (twice === scaledDen && significand % 2n === 1n)) significand++;
  if (significand === 1n << BigInt(format.precision))
    return { significand: significand >> 1n, exponent: exponent + 1 };
  return { significand, exponent };
}

function bitLength(n: bigint): number {
  return n.toString(2).length;
}

/** The exact meaning of `bits` in `format`. */
function unpack(format: Format, bits: bigint): Exact {
  const fractionBits = BigInt(format.precision - (format.explicitLead ? 0 : 1));
  const negative = (bits >> (fractionBits + BigInt(format.exponentBits))) % 2n === 1n;
  const biased = (bits >> fractionBits) & ((1n << BigInt(format.exponentBits)) - 1n);
  const stored = bits & ((1n << fractionBits) - 1n);
  if (biased === (1n << BigInt(format.exponentBits)) - 1n) {
    const payload = format.explicitLead ? stored & ((1n << (fractionBits - 1n)) - 1n) : stored;
    return { kind: payload === 0n ? "infinite" : "nan", negative };
  }
  const lead = !format.explicitLead && biased !== 0n ? 1n << fractionBits : 0n;
  const exponent = Number(biased === 0n ? 1n : biased) - 1 + format.minExponent;
  const shift = exponent - (format.precision - 1);
  const significand = stored | lead;
  return shift >= 0
    ? { kind: "finite", negative, num: significand << BigInt(shift), den: 1n }
    : { kind: "finite", negative, num: significand, den: 1n << BigInt(-shift) };
}

/** A sum of two doubles: the nearest one, and the nearest one to what is left. */
function doubleDoubleDigits(exact: Exact): string {
  const high = numberOf(exact);
  const rest = exactOfNumber(high);
  if (exact.kind !== "finite" || rest.kind !== "finite")
    return `${hex(numberToBits(high), 16)}${hex(0n, 16)}`;
  const signed = (x: { negative: boolean; num: bigint }): bigint => (x.negative ? -x.num : x.num);
  const num = signed(exact) * rest.den - signed(rest) * exact.den;
  const negative = num < 0n;
  const left: Exact = {
    kind: "finite",
    negative,
    num: negative ? -num : num,
    den: exact.den * rest.den,
  };
  return `${hex(numberToBits(high), 16)}${hex(numberToBits(numberOf(left)), 16)}`;
}
