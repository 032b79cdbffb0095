/** Readers of option values. Each takes what stands behind the option and what was collected before, as commander calls them. */
import type { PlanMode } from "../src/reverse/recompute.ts";
import { InvalidArgumentError } from "commander";

/** What `--mode` may say. */
export type Mode = "reverse" | "forward";

/** The mode that `--mode` names. */
export function modeOf(value: string): Mode {
  if (value === "reverse" || value === "forward") return value;
  throw new InvalidArgumentError("Modes are reverse and forward.");
}

/** A word that `--plan` takes. */
export function planOf(value: string): PlanMode {
  if (value === "cut" || value === "keep-all") return value;
  throw new InvalidArgumentError("Plans are cut and keep-all.");
}

/** What `--activity` may say of a parameter. */
export type ActivityWord = "const" | "dup" | "dupnoneed" | "out";

const activityWords: readonly string[] = [
  "const",
  "dup",
  "dupnoneed",
  "out",
] satisfies ActivityWord[];

/** Collects the values of an option that may be given again. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, nonEmpty(value)];
}

/** Collects comma-separated names, from one option or several. */
export function collectList(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(",").map((name) => nonEmpty(name.trim()))];
}

/** Collects `x=dup,n=const`. */
export function collectActivity(
  value: string,
  before: ReadonlyMap<string, ActivityWord> = new Map(),
): ReadonlyMap<string, ActivityWord> {
  const all = new Map(before);
  for (const entry of value.split(",")) {
    const [name = "", word = ""] = entry.split("=").map((part) => part.trim());
    if (name === "" || !isActivityWord(word)) {
      const words = activityWords.join(", ");
      throw new InvalidArgumentError(`'${entry}' is not PARAMETER=WORD with a word of ${words}.`);
    }
    const known = all.get(name);
    if (known !== undefined && known !== word) {
      throw new InvalidArgumentError(`${name} cannot be both ${known} and ${word}.`);
    }
    all.set(name, word);
  }
  return all;
}

/** The LLVM version that `--llvm` names. */
export function llvmVersion(value: string): number {
  const version = Number(value);
  if (!/^\d+$/.test(value) || version < 14 || version > 99) {
    throw new InvalidArgumentError("Versions are 14 and above.");
  }
  return version;
}

/** How many errors one run may tell. */
export function errorLimit(value: string): number {
  const limit = Number(value);
  if (!/^\d+$/.test(value) || limit < 1) {
    throw new InvalidArgumentError("It is a whole number from 1.");
  }
  return limit;
}

function isActivityWord(word: string): word is ActivityWord {
  return activityWords.includes(word);
}

function nonEmpty(value: string): string {
  if (value === "") throw new InvalidArgumentError("A name is empty.");
  return value;
}
