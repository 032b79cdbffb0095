/**
 * Differentiates as far as the code shows what memory holds. Where that does not do, loops that copy bytes are taken for copies, then
 * more calls are inlined, which shows more; and where that does not do either, marks tell it when the program runs: they cost time in the gradient, so they are the last choice.
 */
import type { MarkUse } from "./analysis/marks.ts";
import type { Module } from "./ir/module.ts";
import { differentiate, type GradientOptions, type GradientResult } from "./pipeline.ts";
import { hasByteLoops, takeForCopies } from "./transform/byte-loops.ts";
import { type Inlining, setInlining, wasTooLarge } from "./transform/inline.ts";
import { type ErrorCode, TsadError, TsadErrors } from "./support/errors.ts";

/** What marks may do away with. */
const bytesUnclear: ReadonlySet<ErrorCode> = new Set(["E_TYPE_CONFLICT", "E_ACTIVE_INT"]);

/** What may be gone when fewer calls are left to look through. */
const hiddenByCalls: ReadonlySet<ErrorCode> = new Set([
  ...bytesUnclear,
  "E_PROVENANCE",
  "E_CONST_MEMORY",
  "E_INDIRECT_CALL",
  "E_ABI",
]);

/** How much is inlined where marks are used, in the order in which it is tried. */
const amounts: readonly Inlining[] = ["sparing", "generous"];

/** What an attempt does beside what is asked for. */
interface Way {
  readonly marks?: MarkUse;
  /** Inlining more calls shows more. */
  readonly inlining?: Inlining;
  /** Takes loops that copy bytes for copies. */
  readonly isOfWholes?: boolean;
}

/**
 * Differentiates a module that `read` makes anew each time it is called.
 * @param optionsFor what is asked for, which may depend on what the module defines
 * @throws what {@link differentiate} throws without marks
 */
export function differentiateFresh(
  read: () => Module,
  optionsFor: (module: Module) => GradientOptions,
): { readonly module: Module; readonly result: GradientResult } {
  const attempt = ({ marks = "none", ...how }: Way): Attempt => {
    const module = read();
    setInlining(module, how.inlining ?? "usual");
    if (how.isOfWholes === true) takeForCopies(module);
    try {
      return { module, result: differentiate(module, { ...optionsFor(module), marks }) };
    } catch (error) {
      return { module, error };
    }
  };
  const first = attempt({});
  if (!hasCode(first, hiddenByCalls)) return done(first);
  if (hasCode(first, bytesUnclear) && hasByteLoops(first.module)) {
    const next = attempt({ isOfWholes: true });
    if (!("error" in next)) return done(next);
  }
  const isGenerous = wasTooLarge(first.module);
  const second = isGenerous ? attempt({ inlining: "generous" }) : first;
  if (!("error" in second)) return done(second);
  const failed: Attempt[] = [];
  if (hasCode(first, bytesUnclear) || hasCode(second, bytesUnclear)) {
    for (const marks of ["mixed", "wide"] as const) {
      for (const inlining of isGenerous ? amounts : amounts.slice(0, 1)) {
        const next = attempt({ marks, inlining });
        if (!("error" in next) || errorsIn(next.error).length === 0) return done(next);
        failed.push(next);
      }
    }
  }
  // Where marks tell what bytes hold and it still fails, for a lost address, that is what the author must change; else what the code itself shows.
  return done(failed.find((attempt) => isOnly(attempt, "E_PROVENANCE")) ?? first);
}

type Attempt =
  | { readonly module: Module; readonly result: GradientResult }
  | { readonly module: Module; readonly error: unknown };

function done(attempt: Attempt): Exclude<Attempt, { readonly error: unknown }> {
  if ("error" in attempt) throw attempt.error;
  return attempt;
}

function hasCode(attempt: Attempt, codes: ReadonlySet<ErrorCode>): boolean {
  return "error" in attempt && errorsIn(attempt.error).some(({ code }) => codes.has(code));
}

function isOnly(attempt: Attempt, code: ErrorCode): boolean {
  return "error" in attempt && errorsIn(attempt.error).every((error) => error.code === code);
}

function errorsIn(error: unknown): readonly TsadError[] {
  if (error instanceof TsadErrors) return error.errors;
  return error instanceof TsadError ? [error] : [];
}
