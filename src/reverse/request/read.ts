/**
 * Reads a call of the grammar, `__enzyme_autodiff(f, markers and arguments…)` and its relatives, against the signature of `f`. What does
 * not fit is an error that shows the call as far as it was read.
 */
import { carriesFloat } from "../../analysis/flow.ts";
import type { Argument, Function } from "../../ir/graph.ts";
import type { CallInst } from "../../ir/instructions.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at, must } from "../../support/assert.ts";
import { suggestions } from "../../support/suggest.ts";
import type { TsadError } from "../../support/errors.ts";
import { defaultActivity, hasShadow, type ParamActivity } from "../spec.ts";
import { canBecome } from "./convert.ts";
import { type Flag, type Marker, markerOf, meanings, type ReturnWord } from "./markers.ts";
import type { DerivativeMode } from "./modes.ts";
import { functionBehind, literalOf } from "./origin.ts";
import type { Complain, DerivativeRequest, Passed, PassedParameter } from "./request.ts";
import { parameterOf, showCall } from "./show.ts";
import { isReference, typedResult } from "./signature.ts";
import { splitAt } from "./split-structs.ts";

/** @throws TsadError E_MARKER or E_SIGNATURE where the call does not fit the function it names */
export function readCall(
  call: CallInst,
  mode: DerivativeMode,
  complain: Complain,
): DerivativeRequest {
  return new Reader(call, mode, complain).read();
}

const shadowRemedy = "pass a shadow behind the value, or mark the parameter enzyme_const";

/** No ABI passes a struct in more registers. */
const mostPieces = 4;

/** What stands between a marker and its parameter. */
interface Said {
  marker: Marker | null;
  activity: ParamActivity | null;
  strided: boolean;
  byReference: boolean;
}

class Reader {
  private readonly call: CallInst;
  private readonly mode: DerivativeMode;
  private readonly makeError: Complain;
  private readonly args: readonly Value[];
  private next = 0;
  private primal: Function | null = null;
  private readonly params: PassedParameter[] = [];
  private readonly flags = new Set<Flag>();
  private readonly numbers = new Map<"width" | "allocated", number>();
  private ret: ReturnWord | null = null;
  private tape: Value | null = null;
  /** What has been read of the parameter that is being read. */
  private partial: { readonly marker: Marker | null; readonly taken: Value[] } | null = null;

  constructor(call: CallInst, mode: DerivativeMode, complain: Complain) {
    this.call = call;
    this.mode = mode;
    this.makeError = complain;
    this.args = call.args;
  }

  read(): DerivativeRequest {
    const result = typedResult(this.call);
    if (result !== null) this.next++;
    const primal = this.readFunction();
    if (this.mode !== "virtualreverse") this.readParameters(primal);
    const ret = this.returnWord(primal);
    const seed = this.readSeed(primal, ret);
    this.readOptions(null);
    if (this.mode === "reverse" && this.tape === null) this.tape = this.takeAny("the tape");
    if (this.next < this.args.length) throw this.tooMany(primal);
    const width = this.numbers.get("width") ?? 1;
    const allocated = this.numbers.get("allocated") ?? null;
    const { call, mode, params, flags, tape } = this;
    return { call, mode, primal, result, params, width, ret, flags, tape, allocated, seed };
  }

  private readFunction(): Function {
    this.readOptions(null);
    const target = this.args[this.next++];
    const primal = target === undefined ? null : functionBehind(target);
    if (primal === null) {
      throw this.complain("it is not certain which function is to be differentiated", {
        remedy:
          "pass the function by its name as the first argument, or compile with -O1 so that wrappers are inlined",
      });
    }
    this.primal = primal;
    return primal;
  }

  private readParameters(primal: Function): void {
    for (let i = 0; i < primal.args.length; ) {
      const said: Said = { marker: null, activity: null, strided: false, byReference: false };
      this.readOptions(said);
      const count = Math.max(splitAt(primal, i), this.piecesAt(primal, said));
      this.readGroup(primal.args.slice(i, i + count), said);
      i = this.params.length;
    }
  }

  /**
   * How many parameters from the next on are pieces of one struct, by what the call passes for them: a struct and its shadow, where a
   * value and its shadow would not fit.
   */
  private piecesAt(primal: Function, { activity }: Said): number {
    const { args, next, params } = this;
    if (!hasShadow(activity ?? undefined) || this.mode === "augmentsize") return 1;
    const wanted = primal.args.slice(params.length, params.length + mostPieces);
    const fits = (at: number, param: Argument): boolean => {
      const value = args[at];
      return value !== undefined && markerOf(value) === null && canBecome(value.type, param.type);
    };
    const [first] = wanted;
    if (first === undefined || fits(next + 1, first)) return 1;
    for (let count = 2; count <= wanted.length; count++) {
      const pieces = wanted.slice(0, count);
      if (pieces.every((param, i) => fits(next + i, param) && fits(next + count + i, param))) {
        return count;
      }
    }
    return 1;
  }

  /** Takes markers that stand in front of a parameter; where `said` is null none is expected. */
  private readOptions(said: Said | null): void {
    for (;;) {
      const marker = markerOf(this.args[this.next]);
      if (marker === null) return;
      // A marker of an activity ends what may stand in front of the values, unless it is the first.
      this.next++;
      this.takeMarker(marker, said);
    }
  }

  private takeMarker(marker: Marker, said: Said | null): void {
    const { meaning, spelled } = marker;
    if (meaning === undefined) throw this.unknownMarker(marker);
    if (meaning.kind === "activity") {
      if (said === null) {
        throw this.complain(`the marker ${spelled} stands where no parameter is left to be marked`);
      }
      if (said.marker !== null) {
        throw this.complain(`${said.marker.spelled} and ${spelled} stand before one argument`, {
          remedy:
            "give each argument one of enzyme_const, enzyme_dup, enzyme_dupnoneed, enzyme_out",
        });
      }
      said.marker = marker;
      said.activity = meaning.activity;
      said.strided = meaning.strided;
    } else if (meaning.kind === "flag") this.flags.add(meaning.flag);
    else if (meaning.kind === "return") this.ret = meaning.ret;
    else if (meaning.kind === "tape") this.tape = this.takeAny(`the tape behind ${spelled}`);
    else this.takeNumber(meaning.what, spelled, said);
  }

  private takeNumber(
    what: "width" | "allocated" | "byref",
    spelled: string,
    said: Said | null,
  ): void {
    const number = literalOf(this.args[this.next]);
    if (number === null || number < 1n || number > 1_000_000n) {
      throw this.complain(`the value behind ${spelled} is not a positive constant`, {
        remedy: `write a number behind ${spelled}, as in ${spelled}, 4`,
      });
    }
    this.next++;
    if (what !== "byref") this.numbers.set(what, Number(number));
    else if (said !== null) said.byReference = true;
    else throw this.complain(`the marker ${spelled} stands where no parameter is left`);
  }

  private unknownMarker({ word, spelled }: Marker): TsadError {
    const [close] = suggestions(word, meanings.keys(), 1);
    const known = [...meanings.keys()].map((each) => `enzyme_${each}`).join(", ");
    return this.complain(`there is no marker ${spelled}`, {
      remedy: close === undefined ? `the markers are ${known}` : `did you mean enzyme_${close}?`,
    });
  }

  /** Takes one parameter of the source: one of the function, or several that a struct was split into. */
  private readGroup(group: readonly Argument[], said: Said): void {
    const activities = group.map((param) => this.activityOf(param, said, group.length));
    if (this.mode === "augmentsize") {
      this.notePassed(group, activities, said, [], [], null);
      return;
    }
    const taken: Value[] = [];
    this.partial = { marker: said.marker, taken };
    const stride = said.strided ? this.takeAny("the distance between shadows") : null;
    if (stride !== null && !this.numbers.has("width")) {
      const { spelled } = must(said.marker, "only a marker says that shadows are apart");
      throw this.complain(`${spelled} is only for several derivatives at once`, {
        remedy: `put enzyme_width, N in front, or use ${spelled.replace(/v$/, "")}`,
      });
    }
    const values = group.map((param) => this.takeFor(param, said, ""));
    const shadowed = activities.some(hasShadow);
    const copies = stride === null ? (this.numbers.get("width") ?? 1) : 1;
    const start = this.next;
    const shadows = Array.from({ length: shadowed ? copies : 0 }, () =>
      group.map((param) => this.takeFor(param, said, "the shadow of ", start)),
    );
    this.notePassed(group, activities, said, values, shadows, stride);
    this.partial = null;
  }

  private notePassed(
    group: readonly Argument[],
    activities: readonly ParamActivity[],
    said: Said,
    values: readonly Passed[],
    shadows: readonly (readonly Passed[])[],
    stride: Value | null,
  ): void {
    group.forEach((_, i) => {
      const activity = at(activities, i);
      this.params.push({
        activity,
        marker: said.marker?.spelled ?? null,
        passed: values[i] ?? null,
        // Of a struct's shadow only the pointers are asked for.
        shadows: hasShadow(activity) ? shadows.map((each) => at(each, i)) : [],
        stride,
      });
    });
  }

  /** The activity of a parameter, checked against its type. */
  private activityOf(param: Argument, { marker, activity }: Said, parts: number): ParamActivity {
    const usual = this.defaultFor(param.type);
    if (activity === null || marker === null) return usual;
    if (activity === "const") return activity;
    const isPointer = param.type.kind === "pointer";
    if (parts > 1 && (activity === "out") === isPointer) return this.partOf(param, marker);
    if (parts > 1 && !isPointer && !carriesFloat(param.type)) return "const";
    const isForward = this.mode === "fwddiff";
    const fits =
      activity === "out"
        ? !isForward && carriesFloat(param.type)
        : isPointer || (isForward && carriesFloat(param.type));
    if (fits) return activity;
    throw this.unfit(param, marker, activity);
  }

  private unfit(param: Argument, marker: Marker, activity: ParamActivity): TsadError {
    const isForward = this.mode === "fwddiff";
    const wanted = activity === "out" ? "a floating-point value" : "a pointer";
    if (activity === "out" && isForward) {
      return this.complain(`forward mode returns no derivative by ${parameterOf(param)}`, {
        remedy: "use enzyme_dup, the value and its tangent",
      });
    }
    const what = isForward ? "a pointer or a floating-point value" : wanted;
    const better = carriesFloat(param.type) && !isForward ? "enzyme_out" : "enzyme_const";
    return this.complain(
      `${parameterOf(param)} is ${param.type.text}, and ${marker.spelled} needs ${what}`,
      {
        remedy: `mark it ${activity === "out" && param.type.kind === "pointer" ? "enzyme_dup" : better}`,
      },
    );
  }

  /** A struct in pieces is marked as a whole: its pointers go with enzyme_dup, its numbers with enzyme_out, integers with either. */
  private partOf(param: Argument, marker: Marker): ParamActivity {
    if (param.type.kind !== "pointer" && !carriesFloat(param.type)) return "const";
    if (this.mode === "fwddiff" && marker.meaning?.kind === "activity") return "dup";
    throw this.complain(
      `${parameterOf(param)} is a piece of a struct that holds both pointers and numbers, so ${marker.spelled} does not fit all of it`,
      { remedy: "pass the struct by address, with enzyme_dup and a shadow" },
    );
  }

  private defaultFor(type: Type): ParamActivity {
    const usual = defaultActivity(type);
    return usual === "out" && this.mode === "fwddiff" ? "dup" : usual;
  }

  /** The next value, for `param`, or for its shadow. */
  private takeFor(param: Argument, said: Said, role: string, shadowsFrom = -1): Passed {
    const which = `${role}${parameterOf(param)}`;
    const index = this.next;
    const value = this.args[index];
    if (value === undefined) throw this.missing(which, shadowsFrom >= 0);
    const marker = markerOf(value);
    if (marker !== null) {
      throw this.complain(`the marker ${marker.spelled} stands where ${which} should be`, {
        remedy: shadowsFrom >= 0 ? shadowRemedy : undefined,
      });
    }
    this.next++;
    this.partial?.taken.push(value);
    const byReference = said.byReference || isReference(this.call, index, param);
    if (byReference || canBecome(value.type, param.type)) return { value, byReference };
    this.next = index;
    this.partial?.taken.pop();
    throw this.misfit(value, param.type, which, shadowsFrom >= 0);
  }

  private missing(which: string, isShadow: boolean): TsadError {
    return this.complain(`the call ends before ${which}`, {
      code: "E_SIGNATURE",
      remedy: isShadow ? shadowRemedy : undefined,
    });
  }

  private misfit(value: Value, type: Type, which: string, isShadow = false): TsadError {
    const reason = `${which} is ${type.text}, and the call passes ${value.type.text}`;
    // A marker that the compiler knows the value of is a number by now.
    const constant = literalOf(value) !== null && value.type.kind === "int";
    if (isShadow) return this.complain(reason, { code: "E_SIGNATURE", remedy: shadowRemedy });
    const remedy = constant
      ? "if this is a marker, declare it `extern int enzyme_…;` without const or static, so that it is not folded to a number"
      : undefined;
    return this.complain(reason, { code: "E_SIGNATURE", remedy });
  }

  private takeAny(what: string): Value {
    const value = this.args[this.next];
    if (value === undefined) throw this.complain(`the call ends before ${what}`);
    const marker = markerOf(value);
    if (marker !== null)
      throw this.complain(`the marker ${marker.spelled} stands where ${what} should be`);
    this.next++;
    return value;
  }

  private returnWord(primal: Function): ReturnWord {
    const { ret } = primal.functionType;
    const isFloat = carriesFloat(ret);
    const word = this.ret ?? (isFloat ? "active" : "const");
    const fits = { const: true, active: isFloat, dup: ret.kind === "pointer" || isFloat }[word];
    if (fits) return this.mode === "fwddiff" && word === "active" ? "dup" : word;
    throw this.complain(
      `@${primal.name} returns ${ret.text}, which enzyme_${word}_return does not fit`,
      {
        remedy: "leave the marker out, or use enzyme_const_return",
      },
    );
  }

  /** The second half of split mode is given the adjoint of the return value, where that is active. */
  private readSeed(primal: Function, ret: ReturnWord): Passed | null {
    if (this.mode !== "reverse" || ret !== "active") return null;
    this.readOptions(null);
    const value = this.takeAny("the adjoint of the return value");
    const { ret: type } = primal.functionType;
    if (canBecome(value.type, type)) return { value, byReference: false };
    throw this.misfit(value, type, "the adjoint of the return value");
  }

  private tooMany(primal: Function): TsadError {
    const count = primal.args.length;
    return this.complain(
      `there are more arguments than @${primal.name} with its ${count} parameter${count === 1 ? "" : "s"} takes`,
      {
        code: "E_SIGNATURE",
        remedy:
          "give every parameter its value, and a shadow only where it is enzyme_dup; integers and enzyme_const have none",
      },
    );
  }

  private complain(reason: string, more: Parameters<Complain>[1] = {}): TsadError {
    const { primal, params, partial, args, next, call } = this;
    if (primal === null) return this.makeError(reason, more);
    const caller = call.parent?.parent ?? null;
    const notes = showCall(primal, caller, { params, partial, rest: args.slice(next) });
    return this.makeError(reason, { ...more, notes });
  }
}
