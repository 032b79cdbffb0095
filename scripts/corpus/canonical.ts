/**
 * The canonical form of a module: what `llvm-dis` writes for what `llvm-as` reads. Two texts mean the same to LLVM when
 * their canonical forms are equal. Answers are kept on disk by content, so a second run starts few processes.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { usesOpaquePointers } from "./snippets.ts";
import { runTool } from "./tools.ts";

/** The answer of one version's assembler and disassembler. */
export interface Canonical {
  /** False when the assembler or the disassembler refused. */
  readonly ok: boolean;
  /** Digest of the canonical text; equal digests mean equal texts. */
  readonly digest: string;
  /** What the tools wrote on standard error. */
  readonly errors: string;
}

/** Turns texts into canonical forms and remembers them under one folder. */
export class Canonicalizer {
  private readonly answers: string;
  private readonly texts: string;

  constructor(folder: string) {
    this.answers = join(folder, "answers");
    this.texts = join(folder, "texts");
    mkdirSync(this.answers, { recursive: true });
    mkdirSync(this.texts, { recursive: true });
  }

  /** The canonical form of `text` (latin1) by the tools of LLVM `version`, which must be installed. */
  async of(text: string, version: number): Promise<Canonical> {
    const answer = join(this.answers, digestOf(`${version}\0${text}`));
    if (existsSync(answer)) return JSON.parse(readFileSync(answer, "utf8")) as Canonical;
    const found = await this.ask(text, version);
    writeFileSync(answer, JSON.stringify(found));
    return found;
  }

  /** The canonical text behind an answer that was `ok`. */
  text(canonical: Canonical): string {
    return readFileSync(join(this.texts, canonical.digest), "latin1");
  }

  private async ask(text: string, version: number): Promise<Canonical> {
    const mode = pointerMode(text, version);
    const assembled = await runTool(`llvm-as-${version}`, [...mode, "-o", "-", "-"], {
      input: text,
    });
    if (!assembled.ok) return { ok: false, digest: "", errors: assembled.errors };
    const printed = await runTool(`llvm-dis-${version}`, [...mode, "-o", "-", "-"], {
      input: assembled.output,
    });
    const errors = assembled.errors + printed.errors;
    if (!printed.ok) return { ok: false, digest: "", errors };
    const canonical = withoutSummary(printed.output.toString("latin1"));
    const digest = digestOf(canonical);
    writeFileSync(join(this.texts, digest), canonical, "latin1");
    return { ok: true, digest, errors };
  }
}

/** The option that makes LLVM 14's tools take `text`. */
export function pointerMode(text: string, version: number): string[] {
  return version === 14 && usesOpaquePointers(text) ? ["-opaque-pointers"] : [];
}

/** A digest of latin1 text. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text, "latin1").digest("hex").slice(0, 40);
}

/** Module summaries are left out: they hold hashes of the very text, and tsad drops them when a module changes. */
function withoutSummary(text: string): string {
  return text.replace(/^\^\d+ = .*\n/gm, "").trimEnd();
}
