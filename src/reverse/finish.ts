/** What is done to every generated function in the end. */
import type { Function } from "../ir/graph.ts";
import { printFunction } from "../ir/print/printer.ts";
import { describeProblem, verifyFunction } from "../ir/verify.ts";
import { TsadError } from "../support/errors.ts";
import type { Trace } from "../support/trace.ts";
import { giveStackItsSpace } from "../transform/stack-space.ts";
import type { GradientServices } from "./services.ts";
import { tidy } from "./tidy.ts";

/** Last steps on a generated function. */
export function finish(fn: Function, services: GradientServices, trace: Trace): void {
  trace.step(
    "tidy",
    () => {
      tidy(fn, services);
      giveStackItsSpace(fn, services);
    },
    () => printFunction(fn),
  );
  trace.step("verify", () => {
    checkResult(fn);
  });
}

/** @throws TsadError E_VERIFY where the function is not well formed, which is a defect of tsad */
export function checkResult(fn: Function): void {
  const [problem] = verifyFunction(fn);
  if (problem === undefined) return;
  throw new TsadError("E_VERIFY", { function: fn.name, reason: describeProblem(problem) });
}
