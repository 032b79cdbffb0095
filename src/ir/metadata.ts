/** The metadata of a module: nodes and named lists as text, and what has been added to them. */
import type { Item } from "./parse/items.ts";

/** Nodes are numbered; new ones follow the highest number of the text. */
export class MetadataTable {
  private readonly source: string;
  private readonly nodes = new Map<number, { start: number; end: number }>();
  private readonly lists = new Map<string, string[]>();
  private readonly added: string[] = [];
  private readonly grown = new Set<string>();
  /** Named metadata that stands in the text. */
  private readonly original = new Set<string>();
  private next = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** True when something was added. */
  get isChanged(): boolean {
    return this.added.length > 0 || this.grown.size > 0;
  }

  /** Takes a node or a named list of the text. */
  note(item: Item): void {
    if (item.kind === "metadata") {
      this.nodes.set(item.number, item);
      this.next = Math.max(this.next, item.number + 1);
      return;
    }
    const text = this.source.slice(item.start, item.end);
    const known = this.lists.get(item.name) ?? [];
    this.lists.set(item.name, [...known, ...splitList(text.slice(text.indexOf("{") + 1, -1))]);
    this.original.add(item.name);
  }

  /** The text of node `!N` after its `=`. */
  text(reference: string): string | undefined {
    const number = Number(reference.slice(1));
    const span = this.nodes.get(number);
    if (span !== undefined) {
      const text = this.source.slice(span.start, span.end);
      return text.slice(text.indexOf("=") + 1).trim();
    }
    return this.added[number - this.next + this.added.length];
  }

  /** The texts of the nodes that were read. */
  *texts(): Generator<string> {
    for (const { start, end } of this.nodes.values()) {
      const text = this.source.slice(start, end);
      yield text.slice(text.indexOf("=") + 1).trim();
    }
  }

  /** Adds a node and gives its `!N`. */
  add(text: string): string {
    this.added.push(text);
    return `!${this.next++}`;
  }

  /** The references in a named list. */
  named(name: string): string[] {
    return [...(this.lists.get(name) ?? [])];
  }

  addToNamed(name: string, reference: string): void {
    this.lists.set(name, [...this.named(name), reference]);
    this.grown.add(name);
  }

  /** The text of a named list of the text that has grown; undefined when it has not. Later lists of that name are then empty. */
  grownText(name: string): string | undefined {
    if (!this.grown.has(name)) return undefined;
    return listText(name, this.named(name));
  }

  /** Lines for the named lists and nodes that are new. */
  additions(): string[] {
    const lines: string[] = [];
    for (const name of this.grown) {
      if (!this.original.has(name)) lines.push(`\n${listText(name, this.named(name))}\n`);
    }
    const first = this.next - this.added.length;
    this.added.forEach((text, i) => lines.push(`!${first + i} = ${text}\n`));
    return lines;
  }
}

function listText(name: string, references: readonly string[]): string {
  const escaped = name.replace(/[^-\w$.\\]/g, (c) => {
    return `\\${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return `!${escaped} = !{${references.join(", ")}}`;
}

/** The entries between braces; an entry may be a node with commas of its own. */
function splitList(text: string): string[] {
  const entries = text.match(/!\d+|!\w+\([^)]*\)/g);
  return entries === null ? [] : [...entries];
}
