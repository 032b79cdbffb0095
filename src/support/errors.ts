/**
 * Everything that tsad refuses, as one table: code -> what is wrong and what to do about it.
 *
 * Adding a code is adding one row. A row's `sentence` may hold `{name}` places, filled from the
 * `details` of the error; its `remedy` is the one thing that fixes the input, and may hold places too.
 */
export interface ErrorRow {
  readonly sentence: string;
  readonly remedy: string;
  /** 1: bad or unsupported input; 2: the command was used wrongly. */
  readonly exit: 1 | 2;
}

const input = (sentence: string, remedy: string): ErrorRow => ({ sentence, remedy, exit: 1 });
const usage = (sentence: string, remedy: string): ErrorRow => ({ sentence, remedy, exit: 2 });

/** One row per code, grouped by who raises it. `test/ll` has a file for each code of input. */
export const errorTable = {
  // Reading and writing.
  E_SYNTAX: input("{reason}", "correct the text; `llvm-as` of the same version says the same"),
  E_SEMANTIC: input("{reason}", "correct the module; `opt -passes=verify` names the same fault"),
  E_INPUT: input(
    "cannot read {file}: {reason}",
    "give a readable file of LLVM IR text, or - for standard input",
  ),
  E_BITCODE: input(
    "{file} is bitcode: {reason}",
    "put the llvm-dis of that LLVM version on the PATH, or compile with -emit-llvm -S",
  ),
  E_LIMIT: input("{reason}", "split the input; the limits are listed in docs/limits.md"),
  E_OUTPUT: input(
    "cannot write {file}: {reason}",
    "give a path that can be written, or - for standard output",
  ),
  E_VERIFY: input(
    "the result does not verify: {reason}",
    "report this as a defect of tsad with the input; --no-verify writes the text as it is",
  ),

  // The command line and requests.
  E_USAGE: usage("{reason}", "see `tsad --help`"),
  E_NO_FUNCTION: usage(
    "no function @{name} in {file}",
    "name a function that the module defines: {known}",
  ),
  E_NO_BODY: input(
    "@{name} is only declared here, so it has no derivative",
    "link the module that defines @{name}, or mark the call inactive",
  ),
  E_MARKER: input(
    "{reason}",
    "give the markers in the order of the function's parameters: marker, value, and for enzyme_dup the shadow",
  ),
  E_MODE: input("{reason}", "ask for a single gradient, or for forward mode with __enzyme_fwddiff"),
  E_REGISTRATION: input("{reason}", "write the registration as docs/calls.md shows it"),
  E_SIGNATURE: input("{reason}", "make the call fit the signature of the differentiated function"),

  // Running GPU kernels on the CPU.
  E_GPU_TARGET: input(
    "{file} is for no GPU: it has {triple}",
    "give a module for nvptx64 or amdgcn: clang -x cuda --cuda-device-only -S -emit-llvm",
  ),
  E_GPU_NO_KERNEL: input(
    "{file} defines no kernel",
    "give a module with a __global__ function, or one that is marked as a kernel",
  ),
  E_GPU_UNSUPPORTED: input(
    "on the CPU there is nothing for {reason}",
    "keep it out of the kernels that are run there; docs/gpu-run.md lists what can be run",
  ),

  // Builds.
  E_COMPILER: input(
    "{reason}",
    "use clang, flang or rustc of LLVM 14 or newer: name it with --with=PROGRAM, or in TSAD_CC, TSAD_CXX, TSAD_FC or TSAD_RUSTC",
  ),
  E_LINK: input("{reason}", "see docs/building.md for what a link needs to make derivatives"),

  // What the reverse pass cannot prove sound.
  E_UNSUPPORTED_OPCODE: input(
    "cannot differentiate the instruction {opcode}",
    "rewrite the source without it, or keep active values out of it",
  ),
  E_IRREDUCIBLE: input(
    "the control flow has a cycle with two entries, {blocks}",
    "remove the goto or the computed jump into the loop",
  ),
  E_NO_RULE: input(
    "no derivative is known for @{name}",
    "link the module that defines @{name}; or give it a derivative (__enzyme_register_gradient, __enzyme_function_like), or mark it as one without (__enzyme_inactivefn): docs/calls.md",
  ),
  E_ACTIVE_INT: input(
    "an active value travels through an integer: {reason}",
    "copy floating-point values with their own type, or mark the value constant",
  ),
  E_INDIRECT_CALL: input(
    "cannot differentiate a call through a pointer",
    "call the function by its name",
  ),
  E_VOLATILE: input(
    "cannot differentiate a volatile access to active memory",
    "remove volatile, or mark the pointer constant",
  ),
  E_ATOMIC: input(
    "cannot differentiate an atomic access to active memory",
    "use plain accesses in the differentiated function",
  ),
  E_EXCEPTION: input(
    "cannot differentiate this handling of an exception: {reason}",
    "catch the exception outside of what is differentiated, or let the function that throws be inlined",
  ),
  E_INTERPOSABLE: input(
    "@{name} is weak, so another definition may take its place when the program is linked",
    "drop the weak attribute, or mark the call inactive",
  ),
  E_VARIADIC: input(
    "cannot differentiate the variadic function @{name}",
    "give the function a fixed list of parameters",
  ),
  E_RECURSION: input(
    "the derivative of @{name} is asked for inside of @{name} itself",
    "ask for it in a function that @{name} does not call",
  ),
  E_INLINE_ASM: input(
    "cannot differentiate inline assembly: {reason}",
    "use the builtin or C form in the differentiated function",
  ),
  E_TYPE: input(
    "cannot differentiate the type {type}",
    "use half, bfloat, float, double, x86_fp80 or fp128",
  ),
  E_TYPE_CONFLICT: input(
    "{reason}",
    "do not store floats and integers at the same bytes of active memory",
  ),
  E_GLOBAL: input(
    "the global variable {name} carries an active value",
    "pass the variable to the function as an argument with a shadow",
  ),
  E_CONST_MEMORY: input(
    "{reason}",
    "give the pointer a shadow (enzyme_dup, or --activity NAME=dup)",
  ),
  E_PROVENANCE: input(
    "cannot tell which object a pointer to active memory points into",
    "compute the address from the pointer itself and not through integers",
  ),
  E_ALLOCA: input(
    "cannot differentiate a stack allocation of variable size",
    "use an array of fixed size, or pass the memory as an argument with a shadow",
  ),
  E_GPU: input(
    "cannot differentiate this for {target}: {reason}",
    "differentiate a function that works on the memory that it is given",
  ),
  E_GPU_TAPE: input(
    "{reason} has no place in a thread of {target}",
    "say __restrict__ of pointers to memory that is apart, so that more can be computed again; or give the loop a constant number of rounds",
  ),
  E_CHECKPOINT: input("{reason}", "mark the loop as docs/checkpointing.md shows it"),
  E_CHECKPOINT_EXTENT: input(
    "a checkpointed loop {does} memory of {what}, whose size is not known before the loop",
    "say it in front of the loop: __tsad_region(pointer, bytes)",
  ),
  E_CHECKPOINT_CALL: input(
    "a checkpointed loop calls {name}: {reason}",
    "keep it out of the loop, or let tsad see its body",
  ),
  E_CHECKPOINT_POINTER: input(
    "a checkpointed loop keeps a pointer for a later iteration: {reason}",
    "keep it in a variable of the function, and swap such variables rather than members of structs",
  ),
  E_ABI: input("{reason}", "pass the struct by pointer, or its members one by one"),
  E_NO_RETURN: input(
    "@{name} never returns, so it has no gradient",
    "differentiate a function that returns",
  ),
} as const satisfies Readonly<Record<`E_${string}`, ErrorRow>>;

/** The codes that exist. */
export type ErrorCode = keyof typeof errorTable;

/** A place in the input: `line` and `column` count from 1; a column counts characters, tabs as one. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place in the program's source, as debug information names it. A column of 0 is not known. */
export interface SourcePlace extends Location {
  /** The function there, as the source names it. */
  readonly function: string | undefined;
}

/** What an error is about in terms of the source. */
export interface SourceFacts {
  /** Innermost first; each further place is the call that the one before was inlined at. */
  readonly places: readonly SourcePlace[];
  /** The value as an expression: `x[i]`. */
  readonly value?: string;
  /** What the mangled names of the message are called. */
  readonly names: ReadonlyMap<string, string>;
}

/** What is known of an error beside its code. Strings in `details` fill the places of the row. */
export interface ErrorFacts {
  readonly location?: Location | undefined;
  /** Name of the function without its `@`. */
  readonly function?: string | undefined;
  /** The value as the text names it, `%x` or `@g`. */
  readonly value?: string | undefined;
  /** Where the value is computed, when that is not at `location`. */
  readonly valueLocation?: Location | undefined;
  /** Fills `{reason}`. */
  readonly reason?: string | undefined;
  readonly details?: Readonly<Record<string, string>>;
  /** Replaces the row's remedy where a better one is known. */
  readonly remedy?: string | undefined;
  /** Lines that show what the error is about, under the place. */
  readonly notes?: readonly string[] | undefined;
}

/** An error that the user can act on. Everything else that is thrown is a defect of tsad. */
export class TsadError extends Error {
  override readonly name = "TsadError";
  readonly code: ErrorCode;
  readonly location: Location | undefined;
  /** Corrected with {@link TsadError.source} where it names a generated function. */
  function: string | undefined;
  /** Completed with {@link TsadError.source} where it has only a number. */
  value: string | undefined;
  readonly valueLocation: Location | undefined;
  readonly reason: string | undefined;
  readonly remedy: string;
  readonly notes: readonly string[];
  /** Added by whoever has the module at hand, after the error was made. */
  source: SourceFacts | undefined = undefined;

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    const row: ErrorRow = errorTable[code];
    const places = placesOf(facts);
    super(fill(row.sentence, places));
    this.code = code;
    this.location = facts.location;
    this.function = facts.function;
    this.value = facts.value;
    this.valueLocation = facts.valueLocation;
    this.reason = facts.reason;
    this.remedy = facts.remedy ?? fill(row.remedy, places);
    this.notes = facts.notes ?? [];
  }

  /** The process exit code: 1 for bad input, 2 for wrong usage. */
  get exitCode(): 1 | 2 {
    return errorTable[this.code].exit;
  }
}

/** Several independent errors of one run, in the order of the requests; there are at least two. */
export class TsadErrors extends Error {
  override readonly name = "TsadErrors";
  readonly errors: readonly TsadError[];

  constructor(errors: readonly TsadError[]) {
    super(errors.map((error) => `${error.message} [${error.code}]`).join("\n"));
    this.errors = errors;
  }
}

function placesOf(facts: ErrorFacts): Readonly<Record<string, string>> {
  return {
    ...(facts.location ? { file: facts.location.file } : {}),
    ...(facts.reason === undefined ? {} : { reason: facts.reason }),
    ...facts.details,
  };
}

/** Fills `{name}` places; a place that nothing fills reads "?", which is better than a lost error. */
function fill(template: string, places: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => places[name] ?? "?");
}
