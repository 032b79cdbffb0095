/**
 * The form of a row: everything that is known of one mathematical function (or one arithmetic
 * instruction) stands in it, and nowhere else.
 */
import type { Algebra } from "./algebra.ts";
import type { Spelling } from "./spelling.ts";

/** What an argument or an output is. Integers have no derivative. */
export type Slot = "float" | "int";

/** A tuple of `N` elements. */
export type Tuple<T, N extends number> = N extends 1
  ? readonly [T]
  : N extends 2
    ? readonly [T, T]
    : N extends 3
      ? readonly [T, T, T]
      : readonly [T, T, T, T];

/** The arities of scalar rows. */
export type Arity = 1 | 2 | 3 | 4;

/**
 * One partial derivative, written in the algebra.
 * @param m the algebra
 * @param x the arguments of the call
 * @param r the value of the output that is differentiated
 * @param all the values of all outputs, for functions with more than one (`r` is one of them)
 */
export type Partial<N extends Arity> = <V>(
  m: Algebra<V>,
  x: Tuple<V, N>,
  r: V,
  all: readonly V[],
) => V;

/** A partial derivative whose arity is known to the row only. */
export type AnyPartial = <V>(m: Algebra<V>, x: readonly V[], r: V, all: readonly V[]) => V;

/**
 * One output of a function. Most functions have one; sincos, frexp, modf, lgamma_r and remquo have two.
 * Where a call leaves it (its result, memory, a field) depends on the spelling: `Shape` in spelling.ts.
 */
export interface Output {
  readonly name: string;
  readonly type: Slot;
  /** One per argument. "inactive": the derivative is zero wherever there is one. */
  readonly partials: readonly (AnyPartial | "inactive")[];
}

/** A point whose derivative is decided and not computed: docs/kinks.md. */
export interface Kink {
  readonly x: readonly number[];
  /** The decided partials of output 0. */
  readonly partials: readonly number[];
  readonly why: string;
}

/** A row of the table. */
export interface Rule {
  /** The mathematical name, unique in the table. */
  readonly name: string;
  /** How it is written in IR. Empty for rows of instructions, which are found by opcode. */
  readonly names: readonly Spelling[];
  readonly args: readonly Slot[];
  readonly outputs: readonly Output[];
  /** Where tests draw points: a closed interval per argument (whole numbers for an int argument). */
  readonly domain: readonly (readonly [number, number])[];
  /** A further condition on test points, which keeps them off kinks and poles. */
  readonly where: (x: readonly number[]) => boolean;
  /** Holomorphic around the domain, so that tests may use the complex step. */
  readonly analytic: boolean;
  readonly kinks: readonly Kink[];
  /** The C function may write errno; intrinsics and GPU libraries do not. */
  readonly errno: boolean;
  /**
   * A partial can be infinite or NaN at finite arguments (sqrt at 0, x/y at y = 0). The pass that
   * multiplies it by an adjoint must give 0 where that adjoint is exactly 0: docs/kinks.md.
   */
  readonly singular: boolean;
}

/** The fields of a row that have a usual value. */
interface Extras<N extends Arity> {
  readonly args?: Tuple<Slot, N>;
  readonly where?: (x: Tuple<number, N>) => boolean;
  readonly at?: readonly {
    readonly x: Tuple<number, N>;
    readonly partials: Tuple<number, N>;
    readonly why: string;
  }[];
  readonly errno?: boolean;
  readonly singular?: boolean;
}

/** A row as it is written in the topic files; `N` is the number of arguments. */
export interface Row<N extends Arity> extends Extras<N> {
  readonly names: readonly Spelling[];
  readonly domain: Tuple<readonly [number, number], N>;
  readonly analytic: boolean;
  /** One per argument, none may be forgotten. */
  readonly partials: Tuple<Partial<N> | "inactive", N>;
}

/** A row of a function with several outputs. */
export interface MultiRow<N extends Arity> extends Extras<N> {
  readonly names: readonly Spelling[];
  readonly domain: Tuple<readonly [number, number], N>;
  readonly analytic: boolean;
  readonly outputs: readonly {
    readonly name: string;
    readonly type: Slot;
    readonly partials: Tuple<Partial<N> | "inactive", N>;
  }[];
}

/** What a topic file exports for one function: a rule still without the name that its table key gives. */
export type Unnamed = Omit<Rule, "name">;

/** The partials of a row as partials of unknown arity; the only place where the arity is forgotten. */
function erase<N extends Arity>(
  partials: Tuple<Partial<N> | "inactive", N>,
): readonly (AnyPartial | "inactive")[] {
  const list: readonly (Partial<N> | "inactive")[] = partials;
  return list.map((p) =>
    p === "inactive"
      ? p
      : <V>(m: Algebra<V>, x: readonly V[], r: V, all: readonly V[]) =>
          p(m, x as unknown as Tuple<V, N>, r, all),
  );
}

function finish<N extends Arity>(
  row: Extras<N> & Pick<MultiRow<N>, "names" | "domain"> & { readonly analytic?: boolean },
  outputs: readonly Output[],
): Unnamed {
  const domain: readonly (readonly [number, number])[] = row.domain;
  const where = row.where;
  return {
    names: row.names,
    args: row.args ?? domain.map(() => "float"),
    outputs,
    domain,
    where: where === undefined ? () => true : (x) => where(x as unknown as Tuple<number, N>),
    analytic: row.analytic ?? false,
    kinks: row.at ?? [],
    errno: row.errno ?? false,
    singular: row.singular ?? false,
  };
}

/** A row with one floating-point output. */
export function rule<N extends Arity>(row: Row<N>): Unnamed {
  return finish(row, [{ name: "r", type: "float", partials: erase<N>(row.partials) }]);
}

/** A row with several outputs, in the order in which `Shape` numbers them. */
export function multi<N extends Arity>(row: MultiRow<N>): Unnamed {
  return finish(
    row,
    row.outputs.map((o) => ({ name: o.name, type: o.type, partials: erase<N>(o.partials) })),
  );
}

/** A row whose derivative is zero wherever it exists, or whose only output is an integer. */
export function inactive<N extends Arity>(row: {
  readonly names: readonly Spelling[];
  readonly domain: Tuple<readonly [number, number], N>;
  readonly type: Slot;
  readonly where?: (x: Tuple<number, N>) => boolean;
  readonly args?: Tuple<Slot, N>;
  readonly errno?: boolean;
}): Unnamed {
  const partials = row.domain.map(() => "inactive" as const);
  return finish<N>(row, [{ name: "r", type: row.type, partials }]);
}
