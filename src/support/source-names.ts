/**
 * Names of the source for the symbols that compilers make of them, for messages only: C++ (Itanium ABI, section 5.1), Rust (both
 * manglings) and Fortran as flang spells it. Parameter types are left out and template arguments are shown as `<…>`; a symbol that is
 * not understood whole has no name here, because half a name would mislead.
 */

/** What `symbol` is called in the source; null when it is no mangled name or not one understood here. */
export function sourceName(symbol: string): string | null {
  if (symbol.startsWith("_Q")) return fortranName(symbol);
  if (symbol.startsWith("_R")) return new RustReader(symbol).name();
  if (symbol.startsWith("_Z")) return new ItaniumReader(symbol).name();
  return null;
}

/** `_QPf`, `_QMmPf`, `_QFfPinner`, `_QMmEx`: scopes and then the thing itself, each a capital letter and a name in lower case. */
function fortranName(symbol: string): string | null {
  if (symbol === "_QQmain") return "the main program";
  if (!/^_Q(?:[MSFPEC][a-z0-9_$.]+)+$/.test(symbol)) return null;
  return [...symbol.slice(2).matchAll(/[MSFPEC]([a-z0-9_$.]+)/g)].map((m) => m[1]).join("::");
}

/** A symbol and how far it has been read. */
class SymbolReader {
  protected readonly text: string;
  protected at = 2;

  constructor(symbol: string) {
    this.text = symbol;
  }

  protected rest(): string {
    return this.text.slice(this.at);
  }

  protected take(pattern: RegExp): string | null {
    const found = pattern.exec(this.rest());
    if (found?.index !== 0) return null;
    this.at += found[0].length;
    return found[0];
  }

  /** `3foo`: a length and that many characters. */
  protected counted(): string | null {
    const digits = this.take(/^[1-9][0-9]*/);
    if (digits === null) return null;
    const name = this.text.slice(this.at, this.at + Number(digits));
    if (name.length < Number(digits)) return null;
    this.at += Number(digits);
    return name;
  }
}

/** Rust's v0 mangling: paths of crates, modules and functions. Implementations and closures have no name here. */
class RustReader extends SymbolReader {
  name(): string | null {
    return this.path();
  }

  private path(): string | null {
    if (this.take(/^C/) !== null) return this.identifier();
    if (this.take(/^N[A-Za-z]/) === null) return null;
    const outer = this.path();
    const inner = outer === null ? null : this.identifier();
    return inner === null ? null : `${outer ?? ""}::${inner}`;
  }

  private identifier(): string | null {
    this.take(/^s[0-9A-Za-z]*_/);
    const digits = this.take(/^[1-9][0-9]*/);
    if (digits === null) return null;
    this.take(/^_/);
    const name = this.text.slice(this.at, this.at + Number(digits));
    this.at += Number(digits);
    return name;
  }
}

const operators: Readonly<Record<string, string>> = {
  pl: "+",
  mi: "-",
  ml: "*",
  dv: "/",
  pL: "+=",
  mI: "-=",
  mL: "*=",
  dV: "/=",
  ng: "-",
  ix: "[]",
  cl: "()",
  aS: "=",
  eq: "==",
  ne: "!=",
  lt: "<",
  gt: ">",
  le: "<=",
  ge: ">=",
  ls: "<<",
  rs: ">>",
  pt: "->",
  de: "*",
  pp: "++",
  mm: "--",
  nw: " new",
  na: " new[]",
  dl: " delete",
  da: " delete[]",
};

const abbreviations: Readonly<Record<string, string>> = {
  St: "std",
  Sa: "std::allocator",
  Sb: "std::basic_string",
  Ss: "std::string",
  Si: "std::istream",
  So: "std::ostream",
  Sd: "std::iostream",
};

const specials: Readonly<Record<string, string>> = {
  TV: "vtable of ",
  TT: "VTT of ",
  TI: "typeinfo of ",
  TS: "typeinfo name of ",
};

/** C++'s Itanium mangling, and the older mangling of Rust, which is spelled in it. */
class ItaniumReader extends SymbolReader {
  name(): string | null {
    const special = this.take(/^T[VTIS]/);
    const parts = this.parts();
    if (parts === null || parts.length === 0) return null;
    return `${specials[special ?? ""] ?? ""}${joined(parts)}`;
  }

  private parts(): string[] | null {
    if (this.take(/^N[rVK]*[RO]?/) === null) {
      const parts: string[] = [];
      // `std::f` is not written as a nested name.
      if (this.take(/^St/) !== null) parts.push("std");
      return this.part(parts) && (this.take(/^(?=I)/) === null || this.part(parts)) ? parts : null;
    }
    const parts: string[] = [];
    while (this.take(/^E/) === null) if (!this.part(parts)) return null;
    return parts;
  }

  /** Reads one component onto the end of `parts`; false when it is not understood. */
  private part(parts: string[]): boolean {
    this.take(/^L(?=[0-9])/);
    const last = parts.at(-1);
    const named = this.counted();
    if (named !== null) {
      parts.push(named.startsWith("_GLOBAL__N_") ? "(anonymous namespace)" : named);
      while (this.take(/^B(?=[0-9])/) !== null) this.counted();
      return true;
    }
    if (this.take(/^I/) !== null) {
      if (last === undefined || !this.skipArguments()) return false;
      parts[parts.length - 1] = `${last}<…>`;
      return true;
    }
    const structor = this.take(/^[CD][0-5]/);
    if (structor !== null && last !== undefined) {
      const plain = last.replace("<…>", "").replace(/^.*::/, "");
      parts.push(structor.startsWith("D") ? `~${plain}` : plain);
      return true;
    }
    const known = abbreviations[this.rest().slice(0, 2)];
    const operator = operators[this.rest().slice(0, 2)];
    if (known === undefined && operator === undefined) return false;
    this.at += 2;
    parts.push(known ?? `operator${operator ?? ""}`);
    return true;
  }

  /** Passes over template arguments up to their `E`. */
  private skipArguments(): boolean {
    let depth = 1;
    while (depth > 0) {
      if (this.rest() === "") return false;
      if (this.take(/^E/) !== null) depth--;
      else if (this.take(/^L[a-z]n?[0-9]+E|^S[0-9A-Z]*_|^T[0-9A-Z]*_|^[AD][0-9v]+_/) !== null)
        continue;
      else if (this.take(/^S[tabsiod]|^D[a-z]/) !== null) continue;
      else if (this.take(/^[INXJFZL]/) !== null) depth++;
      else if (this.counted() === null && this.take(/^[A-Za-z_]/) === null) return false;
    }
    return true;
  }
}

/** The components with `::` between them; what Rust adds to make its symbols unique is left out. */
function joined(parts: readonly string[]): string {
  const isRust = /^h[0-9a-f]{16}$/.test(parts.at(-1) ?? "");
  if (!isRust) return parts.join("::");
  return parts.slice(0, -1).map(rustPart).join("::");
}

const rustEscapes: Readonly<Record<string, string>> = {
  LT: "<",
  GT: ">",
  RF: "&",
  BP: "*",
  LP: "(",
  RP: ")",
  C: ",",
};

function rustPart(part: string): string {
  return part
    .replace(/^_(?=\$)/, "")
    .replace(/\$u([0-9a-f]+)\$/g, (_all, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    )
    .replace(/\$([A-Z]+)\$/g, (all, word: string) => rustEscapes[word] ?? all)
    .replaceAll("..", "::");
}
