/** Types that only the text of an attribute spells, as in `byval({ double, double })`. */
import type { FloatKind, Type, TypeTable } from "./types.ts";

/** What a type is made of: a name with its quotes, a number or word, or one sign. */
const token = /\s*(%"[^"]*"|%[-\w$.]+|\w+|[<>{}[\](),*])/y;

const floats: ReadonlySet<string> = new Set(
  "half bfloat float double x86_fp80 fp128 ppc_fp128".split(" "),
);

/** The deepest nesting that is followed. */
const deepest = 100;

/** The type that `text` spells; undefined for what is no type, or of a kind that has no size. */
export function spelledType(text: string, types: TypeTable): Type | undefined {
  const reader = new Spelling(text, types);
  const type = reader.type(0);
  return reader.isDone ? type : undefined;
}

/** A cursor over the spelling. */
class Spelling {
  readonly #text: string;
  readonly #types: TypeTable;
  #at = 0;
  #next = "";

  constructor(text: string, types: TypeTable) {
    this.#text = text.trimEnd();
    this.#types = types;
    this.#advance();
  }

  get isDone(): boolean {
    return this.#next === "" && this.#at >= this.#text.length;
  }

  type(depth: number): Type | undefined {
    if (depth > deepest) return undefined;
    let type = this.#base(depth);
    while (type !== undefined && this.#accept("*")) type = this.#types.typedPointer(type);
    return type;
  }

  #base(depth: number): Type | undefined {
    if (this.#accept("{")) return this.#fields(depth, false);
    if (this.#accept("[")) return this.#sequence(depth, "]");
    if (this.#accept("<")) {
      if (!this.#accept("{")) return this.#sequence(depth, ">");
      const packed = this.#fields(depth, true);
      return this.#accept(">") ? packed : undefined;
    }
    const word = this.#next;
    this.#advance();
    return this.#leaf(word);
  }

  #leaf(word: string): Type | undefined {
    const types = this.#types;
    if (/^i\d+$/.test(word)) return types.int(Number(word.slice(1)));
    if (isFloat(word)) return types.floating(word);
    if (word.startsWith("%")) return types.named(unquoted(word.slice(1)));
    if (word !== "ptr") return undefined;
    if (!this.#accept("addrspace")) return types.opaquePointer();
    const space = this.#accept("(") ? this.#number() : undefined;
    return space !== undefined && this.#accept(")") ? types.opaquePointer(space) : undefined;
  }

  #fields(depth: number, packed: boolean): Type | undefined {
    const fields: Type[] = [];
    while (!this.#accept("}")) {
      if (fields.length > 0 && !this.#accept(",")) return undefined;
      const field = this.type(depth + 1);
      if (field === undefined) return undefined;
      fields.push(field);
    }
    return this.#types.struct(fields, packed);
  }

  #sequence(depth: number, end: string): Type | undefined {
    const length = this.#number();
    if (length === undefined || !this.#accept("x")) return undefined;
    const element = this.type(depth + 1);
    if (element === undefined || !this.#accept(end)) return undefined;
    return end === "]" ? this.#types.array(element, length) : this.#types.vector(element, length);
  }

  #number(): number | undefined {
    if (!/^\d+$/.test(this.#next)) return undefined;
    const value = Number(this.#next);
    this.#advance();
    return value;
  }

  #accept(text: string): boolean {
    if (this.#next !== text) return false;
    this.#advance();
    return true;
  }

  #advance(): void {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text);
    this.#next = found?.[1] ?? "";
    if (found !== null) this.#at = token.lastIndex;
  }
}

function isFloat(word: string): word is FloatKind {
  return floats.has(word);
}

/** The name behind the sigil, without quotes and with `\xx` as the character that it stands for. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  return name
    .slice(1, -1)
    .replace(/\\([0-9A-Fa-f]{2}|\\)/g, (_, code: string) =>
      code === "\\" ? code : String.fromCharCode(Number.parseInt(code, 16)),
    );
}
