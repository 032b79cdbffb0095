/**
 * The public face of tsad as a library.
 *
 *     import { differentiate, Module, silent } from "tsad";
 *     const module = Module.parse(text, { file: "f.ll" });
 *     differentiate(module, { requests: [{ fn: "f" }], trace: silent });
 *     const result = module.print();
 */
export { Module } from "./ir/module.ts";
export { describeProblem, type Problem, verifyModule } from "./ir/verify.ts";
export {
  differentiate,
  type FunctionRequest,
  type GradientOptions,
  type GradientResult,
  stepNames,
} from "./pipeline.ts";
export { type GradientSummary, renderHeader } from "./reverse/header.ts";
export type { GradientSpec, ParamActivity } from "./reverse/spec.ts";
export {
  type ErrorCode,
  type SourceFacts,
  type SourcePlace,
  TsadError,
  TsadErrors,
} from "./support/errors.ts";
export { render, renderJson } from "./support/render.ts";
export { Recorder, silent, type Trace } from "./support/trace.ts";
