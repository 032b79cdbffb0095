/**
 * The flags of clang and flang that tsad must understand: those with an argument, and those that do not belong to every step. One row
 * a flag; a flag without a row has no argument of its own and is given to every step.
 */

/** Where the argument of a flag stands: in the same word, in the next one, or in either. */
export type Argument = "none" | "joined" | "next" | "either";

/**
 * Which steps take a flag.
 *
 * - code: every step, which is what a flag without a row does
 * - source: only what reads the source: includes, definitions, the standard
 * - late: what reads the source and what makes the object, but not what prepares the IR for tsad: instrumentation, which is not to be
 *   differentiated, and link-time optimisation
 * - dependencies: what writes the list of headers, so it belongs to the reading of the source and names the final output
 * - link: only the linker
 * - mode, output, language, keep: read by tsad itself
 */
export type Use =
  | "code"
  | "source"
  | "late"
  | "dependencies"
  | "link"
  | "mode"
  | "output"
  | "language"
  | "keep";

/** One flag. */
export interface FlagRow {
  readonly name: string;
  readonly argument: Argument;
  readonly use: Use;
}

const rows = (use: Use, argument: Argument, names: string): FlagRow[] =>
  names.split(" ").map((name) => ({ name, argument, use }));

/** Joined rows match every word that begins with their name. */
const table: readonly FlagRow[] = [
  ...rows("mode", "none", "-c -S -E -M -MM -fsyntax-only --analyze -emit-llvm"),
  ...rows("mode", "none", "-### --version --help --autocomplete -emit-ast -fdriver-only"),
  ...rows("mode", "joined", "-print- --print- -dump --precompile"),
  ...rows("output", "either", "-o"),
  ...rows("output", "joined", "--output="),
  ...rows("output", "next", "--output"),
  ...rows("language", "either", "-x"),
  ...rows("keep", "none", "-save-temps --save-temps"),
  ...rows("keep", "joined", "-save-temps= --save-temps="),
  ...rows("dependencies", "none", "-MD -MMD -MP -MG -MV"),
  ...rows("dependencies", "either", "-MF -MT -MQ -MJ"),
  ...rows("source", "either", "-I -D -U -F -J -A"),
  ...rows("source", "next", "-include -imacros -include-pch -module-dir -ivfsoverlay -iprefix"),
  ...rows("source", "next", "-Xpreprocessor -iwithprefix -iwithprefixbefore -iframework"),
  ...rows("source", "either", "-isystem -iquote -idirafter -isystem-after -cxx-isystem"),
  ...rows("source", "joined", "-std= --std= -Wp, -fintrinsic-modules-path -stdlib++-isystem"),
  ...rows("source", "next", "-isysroot"),
  ...rows("code", "next", "-target -arch --sysroot -Xclang -Xflang -mllvm -Xassembler --param"),
  ...rows("code", "next", "-gcc-toolchain -Xopenmp-target -march -mcpu -mtune -G"),
  ...rows("late", "joined", "-fsanitize -fno-sanitize -fprofile -fcoverage -fcs-profile -fxray"),
  ...rows("late", "joined", "-flto -ffat-lto-objects -finstrument -ftime-trace -fpatchable -Rpass"),
  ...rows("late", "joined", "-fsave-optimization-record -foptimization-record"),
  ...rows("late", "none", "--coverage -coverage"),
  ...rows("link", "either", "-l -L -T -u -z -e"),
  ...rows("link", "next", "-Xlinker -rpath --script -framework -install_name --for-linker"),
  ...rows("link", "next", "-soname -dynamic-linker -force_load"),
  ...rows("link", "joined", "-Wl, -fuse-ld= --ld-path= -static- -shared- -rtlib= --rtlib="),
  ...rows("link", "none", "-shared -static -pie -no-pie -static-pie -r -rdynamic -s -nostdlib"),
  ...rows("link", "none", "-nostartfiles -nodefaultlibs -nolibc -nostdlib++ -dynamiclib"),
];

const exact = new Map(table.map((row) => [row.name, row]));
const joined = table
  .filter(({ argument }) => argument === "joined" || argument === "either")
  .sort((a, b) => b.name.length - a.name.length);

/** What a flag without a row is. */
const unknownFlag: FlagRow = { name: "", argument: "none", use: "code" };

/** The row of the flag that `word` is or begins with. `-z` joins nothing: the longest name that fits counts. */
export function flagRow(word: string): FlagRow {
  const whole = exact.get(word);
  if (whole !== undefined) return whole;
  return joined.find(({ name }) => word.startsWith(name) && !isOther(word, name)) ?? unknownFlag;
}

/** Is the next word the argument of this flag? */
export function takesNext(word: string, { name, argument }: FlagRow): boolean {
  return argument === "next" || (argument === "either" && word === name);
}

/** Flags of one letter whose letter begins longer flags that are no argument of theirs. */
const longer =
  /^-(?:export-dynamic|exclude|undef|object|target|traditional|embed|emit|ansi|all_load)/;

function isOther(word: string, name: string): boolean {
  return name.length === 2 && longer.test(word);
}
