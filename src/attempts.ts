/**
 * Differentiates as far as the code shows what memory holds, and where that does not do, once more with marks that tell it when the
 * program runs: they cost time in the gradient, so they are the second choice.
 */
import type { MarkUse } from "./analysis/marks.ts";
import type { Module } from "./ir/module.ts";
import { differentiate, type GradientOptions, type GradientResult } from "./pipeline.ts";
import { type ErrorCode, TsadError, TsadErrors } from "./support/errors.ts";

/** What marks may do away with. */
const bytesUnclear: ReadonlySet<ErrorCode> = new Set(["E_TYPE_CONFLICT", "E_ACTIVE_INT"]);

/**
 * Differentiates a module that `read` makes anew each time it is called.
 * @param optionsFor what is asked for, which may depend on what the module defines
 * @throws what {@link differentiate} throws without marks
 */
export function differentiateFresh(
  read: () => Module,
  optionsFor: (module: Module) => GradientOptions,
): { readonly module: Module; readonly result: GradientResult } {
  const attempt = (marks: MarkUse): Attempt => {
    const module = read();
    try {
      return { module, result: differentiate(module, { ...optionsFor(module), marks }) };
    } catch (error) {
      return { error };
    }
  };
  const first = attempt("none");
  if (!isForMarks(first)) return done(first);
  for (const marks of ["mixed", "wide"] as const) {
    const next = attempt(marks);
    if (!("error" in next) || errorsIn(next.error).length === 0) return done(next);
  }
  // What the code itself shows is what its author can change.
  return done(first);
}

type Attempt =
  | { readonly module: Module; readonly result: GradientResult }
  | { readonly error: unknown };

function done(attempt: Attempt): Exclude<Attempt, { readonly error: unknown }> {
  if ("error" in attempt) throw attempt.error;
  return attempt;
}

function isForMarks(attempt: Attempt): boolean {
  return "error" in attempt && errorsIn(attempt.error).some(({ code }) => bytesUnclear.has(code));
}

function errorsIn(error: unknown): readonly TsadError[] {
  if (error instanceof TsadErrors) return error.errors;
  return error instanceof TsadError ? [error] : [];
}
