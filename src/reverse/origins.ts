/**
 * Where copies came from, for what is shown to people: the text and the line of the source. Copies have lost their debug information, and
 * other numbers than in the text.
 */
import { placesOf } from "../ir/debug-info.ts";
import { Argument, type Function, GlobalValue, Instruction } from "../ir/graph.ts";
import { CastInst } from "../ir/instructions.ts";
import { printInstruction, printValue } from "../ir/print/printer.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { parameterNames } from "./parameters.ts";
import type { GradientServices } from "./services.ts";
import { keptFor } from "../support/kept.ts";

/** The lines of one module. */
export class Origins {
  private readonly services: GradientServices;
  private readonly indexed = new Set<Function>();
  private readonly originals = new Map<number, Instruction>();

  private readonly names = new WeakMap<Argument, string>();

  private constructor(services: GradientServices) {
    this.services = services;
  }

  private static readonly kept = keptFor((services: GradientServices) => new Origins(services));

  /** Those of the module, with every function that has been read by now. */
  static of({ services, params, spec }: Context): Origins {
    const origins = Origins.kept(services);
    origins.index();
    origins.name(params.primal, spec.primal);
    return origins;
  }

  /** `file:line`, the innermost where code was inlined; null without debug information. */
  lineOf(inst: Instruction): string | null {
    const original = this.originals.get(inst.position);
    const node = (reference: string): string | undefined => this.services.node?.(reference);
    const [place] = original === undefined ? [] : placesOf(original.metadata, { node });
    return place === undefined ? null : `${place.file}:${place.line}`;
  }

  /** The instruction as its function has it, without attachments. */
  textOf(inst: Instruction): string {
    const original = this.originals.get(inst.position);
    if (original?.opcode === inst.opcode) {
      return printInstruction(original)
        .trim()
        .replace(/(?: #\d+)?(?:, ![\w.]+ ![^,]*)*$/, "");
    }
    const name = inst.name === null ? "" : `%${inst.name} = `;
    return `${name}${inst.opcode} ${inst.type.text} (made by tsad)`;
  }

  /** The value as a reader of the text knows it, `%x`; a widened one as what is widened. */
  nameOf(value: Value): string {
    if (value instanceof Argument) return this.argument(value);
    if (value instanceof CastInst) return this.nameOf(value.source);
    if (!(value instanceof Instruction)) {
      return value instanceof GlobalValue ? `@${value.name}` : printValue(value);
    }
    const text = this.textOf(value);
    return /^%\S+(?= =)/.exec(text)?.[0] ?? text;
  }

  /** A parameter, by its name in the text or in the source. */
  private argument(arg: Argument): string {
    return this.names.get(arg) ?? `%${arg.name ?? String(arg.index)}`;
  }

  /** Says what the parameters of a copy are called. */
  private name(args: readonly Argument[], primal: Function): void {
    const names = parameterNames(primal, {
      metadataTexts: () => this.services.metadataTexts?.() ?? [],
    });
    args.forEach((arg, i) => {
      const [own = String(i), source] = names[i] ?? [];
      const shown = names[i]?.length === 3 ? (source ?? own) : own;
      this.names.set(arg, /^\d+$/.test(shown) ? `%${shown}` : shown);
    });
  }

  private index(): void {
    for (const fn of this.services.functions()) {
      if (fn.isDeclaration || fn.bodySource !== null || this.indexed.has(fn)) continue;
      this.indexed.add(fn);
      for (const inst of fn.instructions()) {
        // A copy does not take the place of what it was made from.
        if (inst.position >= 0 && !this.originals.has(inst.position)) {
          this.originals.set(inst.position, inst);
        }
      }
    }
  }
}
