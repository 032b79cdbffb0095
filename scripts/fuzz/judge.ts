/** Compiles, differentiates, links and runs one random program, and says what is wrong with its gradients. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { differentiate, Module, render, silent, TsadError } from "../../src/index.ts";
import { runTool } from "../corpus/tools.ts";

/** One compilation and run. */
export interface Cell {
  /** LLVM version of the clang that makes the input. */
  readonly version: number;
  /** Its options, `-O2 -g` for one. */
  readonly level: string;
  /** How the result is built: plain at -O1, or with AddressSanitizer. */
  readonly build: "plain" | "sanitized";
  /** Are both arrays the same memory? Only for programs without `restrict`. */
  readonly aliased: boolean;
}

/** What to judge by. */
export interface Workplace {
  /** For everything that is made. */
  readonly folder: string;
  /** `scripts/fuzz/driver.c`. */
  readonly driver: string;
  /** The newest clang, which compiles drivers and oracles. */
  readonly newest: number;
}

/** The worst first: a wrong number, a crash of tsad, its refusal, a program that the compiler or the machine refuses. */
export type Kind = "wrong" | "crash" | "refused" | "unusable";

/** Something that is wrong in a cell, or between two. */
export interface Finding {
  readonly kind: Kind;
  readonly cell: Cell;
  readonly text: string;
}

/** What became of a program. */
export interface Outcome {
  readonly findings: readonly Finding[];
  /** Cells with a gradient, and components that were compared with differences in them. */
  readonly cells: number;
  readonly checked: number;
}

/** Raised by a step that failed. */
class StepError extends Error {
  readonly kind: Kind;

  constructor(kind: Kind, text: string) {
    super(text);
    this.kind = kind;
  }
}

/** Compiles the driver, once for all programs. */
export async function prepareDriver({ folder, driver, newest }: Workplace): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const common = ["-O1", "-w", "-fPIC", "-c", driver];
  const clang = `clang-${newest}`;
  await step("unusable", clang, [...common, "-o", join(folder, "driver.o")]);
  await step("unusable", clang, [
    ...common,
    "-fsanitize=address",
    "-o",
    join(folder, "driver-sanitized.o"),
  ]);
}

/**
 * Takes a program through all cells.
 * @param tolerance of gradients against differences; between cells it is a ten-thousandth of that
 */
export async function judgeProgram(
  text: string,
  cells: readonly Cell[],
  point: number,
  tolerance: number,
  place: Workplace,
): Promise<Outcome> {
  const { folder, newest } = place;
  const input = join(folder, "f.c");
  writeFileSync(input, text);
  const findings: Finding[] = [];
  const gradients: { cell: Cell; values: readonly number[] }[] = [];
  let checked = 0;
  for (const [i, cell] of cells.entries()) {
    try {
      if (i === 0) {
        const longer = ["-DD=long double", "-DF=long double", "-Df=f_oracle", "-w", "-O1", "-fPIC"];
        const object = ["-c", input, "-o", join(folder, "oracle.o")];
        await step("unusable", `clang-${newest}`, [...longer, ...object]);
      }
      const report = await runCell(input, cell, point, tolerance, place);
      const lines = report.split("\n");
      const wrong = lines.filter((line) => line.startsWith("wrong"));
      if (wrong.length > 0)
        findings.push({ kind: "wrong", cell, text: wrong.slice(0, 4).join("\n") });
      gradients.push({ cell, values: numbersOf(lines, "gradient") });
      checked += numbersOf(lines, "checked")[0] ?? 0;
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      findings.push({ kind: error.kind, cell, text: error.message });
      if (error.kind === "unusable") break;
    }
  }
  findings.push(...compareCells(gradients, tolerance));
  return { findings, cells: gradients.length, checked };
}

/** A cell in words. */
export function nameOf({ version, level, build, aliased }: Cell): string {
  return `clang-${version} ${level} ${build}${aliased ? " aliased" : ""}`;
}

async function runCell(
  input: string,
  cell: Cell,
  point: number,
  tolerance: number,
  { folder, newest }: Workplace,
): Promise<string> {
  const primal = join(folder, "f.ll");
  const compile = [...cell.level.split(" "), "-w", "-S", "-emit-llvm", input, "-o", primal];
  await step("unusable", `clang-${cell.version}`, compile);
  const result = join(folder, "g.ll");
  writeFileSync(result, gradientOf(primal, cell));
  const program = join(folder, "run");
  const sanitized = cell.build === "sanitized";
  const flags = ["-O1", "-w", "-fPIC", ...(sanitized ? ["-fsanitize=address"] : [])];
  const driver = join(folder, sanitized ? "driver-sanitized.o" : "driver.o");
  const objects = [result, driver, join(folder, "oracle.o"), "-lm", "-o", program];
  await step("crash", `clang-${newest}`, [...flags, ...objects]);
  const args = [point, cell.aliased ? 1 : 0, tolerance].map(String);
  return step("wrong", program, args);
}

/** The text of the module with the gradient of `f`, marked for the sanitizer where that is asked for. */
function gradientOf(file: string, cell: Cell): string {
  const module = Module.parse(readFileSync(file, "latin1"), { file });
  try {
    differentiate(module, { requests: [{ fn: "f" }], trace: silent });
    const text = module.print();
    if (cell.build === "plain") return text;
    return text.replace(/^(define .*?)( \{)$/gm, (_, head: string, end: string) => {
      const cut =
        /( (?:personality|!dbg|comdat|align|section)\b.*)$/.exec(head)?.index ?? head.length;
      return `${head.slice(0, cut)} sanitize_address${head.slice(cut)}${end}`;
    });
  } catch (error) {
    if (!(error instanceof TsadError)) throw new StepError("crash", stackOf(error));
    const kind = error.code === "E_VERIFY" ? "crash" : "refused";
    throw new StepError(kind, render(error));
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error
    ? String(error.stack).split("\n").slice(0, 5).join("\n")
    : String(error);
}

function compareCells(
  gradients: readonly { cell: Cell; values: readonly number[] }[],
  tolerance: number,
): Finding[] {
  const [first] = gradients;
  if (first === undefined) return [];
  const scale = Math.max(1, ...first.values.map(Math.abs));
  return gradients.slice(1).flatMap(({ cell, values }): Finding[] => {
    if (cell.aliased !== first.cell.aliased) return [];
    const apart = Math.max(...values.map((value, i) => Math.abs(value - (first.values[i] ?? NaN))));
    if (apart <= 1e-4 * tolerance * scale || Number.isNaN(scale)) return [];
    return [{ kind: "wrong", cell, text: `${apart / scale} from ${nameOf(first.cell)}` }];
  });
}

function numbersOf(lines: readonly string[], key: string): readonly number[] {
  const line = lines.find((each) => each.startsWith(`${key} `)) ?? "";
  return line.split(" ").slice(1).map(parseNumber);
}

/** Reads `%a` as well as plain numbers. */
function parseNumber(text: string): number {
  const parts = /^(-?)0x(\d)(?:\.([0-9a-f]*))?p([+-]\d+)$/.exec(text);
  if (parts === null) return Number(text);
  const [, sign, whole = "", fraction = "", exponent] = parts;
  const digits = Number.parseInt(whole + fraction, 16);
  return (sign === "-" ? -1 : 1) * digits * 2 ** (Number(exponent) - 4 * fraction.length);
}

async function step(kind: Kind, command: string, args: readonly string[]): Promise<string> {
  const { ok, output, errors } = await runTool(command, args);
  if (ok) return output.toString("latin1");
  throw new StepError(
    kind,
    `${command} ${args.join(" ")}\n${errors.split("\n").slice(0, 12).join("\n")}`,
  );
}
