/** Chooses the modules of a link that derivatives need: from what is differentiated along everything that is named from there. */
import type { Carrier } from "./carriers.ts";
import { type Definition, definitionsIn, rootsIn } from "./references.ts";

/** One module of a carrier, with its text. */
export interface Piece {
  readonly carrier: Carrier;
  readonly bitcode: Buffer;
  readonly text: string;
}

/** Turns bitcode into text. */
export type Disassemble = (bitcode: Buffer, carrier: Carrier) => Promise<string>;

/** Finds the modules that are needed, reading no more of them than it must. */
export class Choice {
  private readonly carriers: readonly Carrier[];
  private readonly disassemble: Disassemble;
  private readonly read = new Map<Carrier, readonly ReadPiece[]>();
  private readonly chosen = new Set<ReadPiece>();

  /** @param withReserve true to look at IR of other builds as well */
  constructor(carriers: readonly Carrier[], disassemble: Disassemble, withReserve: boolean) {
    this.carriers = carriers.filter(
      ({ modules, isReserve }) => modules.length > 0 && (withReserve || !isReserve),
    );
    this.disassemble = disassemble;
  }

  /** The modules of `askers`, in which derivatives are asked for, and all that they need. */
  async from(askers: readonly Carrier[]): Promise<Piece[]> {
    return this.along(askers, (piece) => [...rootsIn(piece.definitions)]);
  }

  /** All that becomes part of the program: every object, and of libraries what these lead to. */
  async all(): Promise<Piece[]> {
    const objects = this.carriers.filter(
      ({ member, kind }) => member === null && kind !== "shared",
    );
    return this.along(objects, (piece) =>
      piece.definitions.flatMap(({ references }) => references),
    );
  }

  /** The modules of `carriers`, and those that define what `rootsOf` names in them, and so on. */
  private async along(
    carriers: readonly Carrier[],
    rootsOf: (piece: ReadPiece) => readonly string[],
  ): Promise<Piece[]> {
    const open: { readonly from: ReadPiece; readonly name: string }[] = [];
    for (const carrier of carriers) {
      for (const piece of await this.piecesOf(carrier)) {
        this.chosen.add(piece);
        for (const name of rootsOf(piece)) open.push({ from: piece, name });
      }
    }
    const seen = new Set<Definition>();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const found = await this.definitionOf(next.name, next.from);
      if (found === null || seen.has(found.definition)) continue;
      seen.add(found.definition);
      this.chosen.add(found.piece);
      for (const name of found.definition.references) open.push({ from: found.piece, name });
    }
    return [...this.chosen];
  }

  /** What `name` stands for in a module: its own definition, else that of the first in the link. */
  private async definitionOf(
    name: string,
    from: ReadPiece,
  ): Promise<{ readonly piece: ReadPiece; readonly definition: Definition } | null> {
    const own = from.byName.get(name);
    if (own !== undefined) return { piece: from, definition: own };
    for (const carrier of this.carriers) {
      if (carrier.symbols?.defined.has(name) === false) continue;
      for (const piece of await this.piecesOf(carrier)) {
        const definition = piece.byName.get(name);
        if (definition?.isLocal === false) return { piece, definition };
      }
    }
    return null;
  }

  private async piecesOf(carrier: Carrier): Promise<readonly ReadPiece[]> {
    const known = this.read.get(carrier);
    if (known !== undefined) return known;
    const pieces: ReadPiece[] = [];
    for (const bitcode of carrier.modules) {
      const text = await this.disassemble(bitcode, carrier);
      const definitions = definitionsIn(text);
      const byName = new Map(definitions.map((each) => [each.name, each]));
      pieces.push({ carrier, bitcode, text, definitions, byName });
    }
    this.read.set(carrier, pieces);
    return pieces;
  }
}

interface ReadPiece extends Piece {
  readonly definitions: readonly Definition[];
  readonly byName: ReadonlyMap<string, Definition>;
}
