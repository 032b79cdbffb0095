/**
 * Functions of the C++ runtime and library that have no part in any derivative, by the Itanium ABI's names: streams,
 * strings, locales, exceptions, time. The library has thousands of them, so rows are families of names. What could
 * hold active numbers (containers, allocators, memory resources) is not here: it is code of the module, rows of
 * src/rules/allocators.ts, or unknown.
 */
import type { InactiveCall } from "./inactive-call.ts";

/** It may write what its arguments point to, whatever is reached from there, and keep what it is given. */
const deep: InactiveCall = { reads: "all", writes: "all", deep: true, stops: false, result: "own" };
/** What reads from a stream may write to all arguments, and returns the first: the stream, for the next operator. */
const input: InactiveCall = { ...deep, result: 0 };
const output: InactiveCall = { ...input, writes: [0] };
const stops: InactiveCall = { reads: "all", writes: [], deep: false, stops: true, result: "own" };
const reads: InactiveCall = { reads: "all", writes: [], deep: false, stops: false, result: "own" };
const flags: InactiveCall = { ...reads, writes: [0], integers: true };
/** A pointer into the object that its first argument points into. */
const within: InactiveCall = { ...reads, result: 0 };

/** Reads text, writes text, and allocates text: see {@link TextObjects}. */
const text = (objects: readonly number[], pointerAt: number | null): InactiveCall => ({
  ...reads,
  writes: "all",
  text: { objects, isOfStrings: false, pointerAt },
});
/** Only looks at strings, or at characters from which it makes integers. */
const looks: InactiveCall = {
  ...reads,
  text: { objects: [], isOfStrings: true, pointerAt: null },
};
const isOfStrings = /RK(S\d_|NSt7__cxx1112basic_string)|OS\d_/;

const string = "St7__cxx1112basic_stringI[cw]St11char_traitsI[cw]ESaI[cw]EE";
const stream =
  "(?:St)?(?:7__cxx11)?\\d+basic_(?:[io]?(?:string|f)?stream|streambuf|(?:string|file)buf|ios)I[cw]";

/** `N…` names of one class, const (`NK`) or not. */
const member = (name: string): string => `_ZNK?${name}`;

/** Classes of exceptions: constructors copy a message, what() reads it. */
const exceptions =
  "(?:9exception|9bad_alloc|8bad_cast|10bad_typeid|17bad_function_call|20bad_array_new_length|19bad_optional_access|18bad_variant_access|12bad_weak_ptr|11logic_error|12domain_error|16invalid_argument|12length_error|12out_of_range|13runtime_error|11range_error|14overflow_error|15underflow_error|12system_error|8ios_base7failure)";

/** Those that hold their message in a string, behind the pointer to their virtual table. */
const messages =
  "(?:11logic_error|12domain_error|16invalid_argument|12length_error|12out_of_range|13runtime_error|11range_error|14overflow_error|15underflow_error|12system_error|8ios_base7failure)";

/** Families; the first that fits decides. */
const families: readonly (readonly [RegExp, InactiveCall])[] = [
  [/^_ZSt\d+__throw_\w+$/, stops],
  [
    /^(_ZSt9terminatev|__clang_call_terminate|_Unwind_Resume|_Unwind_Resume_or_Rethrow|_ZSt10unexpectedv)$/,
    stops,
  ],
  [
    /^__cxa_(throw|rethrow|bad_cast|bad_typeid|throw_bad_array_new_length|pure_virtual|deleted_virtual)$/,
    stops,
  ],
  // What the handler gets points into the object that was thrown, of which the landing pad has the address.
  [/^__cxa_(begin_catch|get_exception_ptr)$/, within],
  // What it destroys is checked where it is thrown: a destructor of the module may do anything.
  [/^__cxa_end_catch$/, deep],
  [/^__dynamic_cast$/, within],
  [/^__cxa_(current_exception_type|uncaught_exceptions?)$/, reads],
  [/^(_ZSt18uncaught_exceptionv|_ZSt19uncaught_exceptionsv)$/, reads],
  // Statics: the flag of the first time, and destructors for the end of the program.
  [/^__cxa_guard_(acquire|release|abort)$/, flags],
  [/^__cxa_(atexit|thread_atexit)$/, reads],
  // Streams: values are turned into text, from which no derivative comes back.
  [/^_ZNS[oid]C[12]E/, deep],
  [/^_ZNK?So\w+$/, output],
  [/^_ZNK?Si\w+$/, input],
  [/^_ZNK?Sd\w+$/, deep],
  [/^_ZStls(I[cw]St11char_traits|ISt11char_traits)/, output],
  [/^_ZStrs(I[cw]St11char_traits|ISt11char_traits)/, input],
  [/^_ZSt(16__ostream_insert|4endl|4ends|5flush)I/, output],
  [/^_ZSt(7getline|2ws)I/, input],
  [new RegExp(`^${member(stream)}`), deep],
  [new RegExp(`^_ZN${stream.replace("(?:St)?", "St")}`), deep],
  [/^_ZNK?St(8ios_base|6locale|12__basic_file|15basic_streambuf|13basic_filebuf|9basic_ios)/, deep],
  [
    /^_ZNK?St(7__cxx11)?(5ctype|7codecvt|8numpunct|7num_put|7num_get|8time_put|8time_get|7collate)I/,
    deep,
  ],
  [/^_ZSt(9use_facet|9has_facet)I/, reads],
  // Strings. The bytes of a string are text: active values stored there are refused where they are stored.
  [new RegExp(`^_ZNK${string}4copy`), deep],
  [
    new RegExp(`^_ZNK${string}6substr`),
    { ...text([0], 0), text: { objects: [0], isOfStrings: true, pointerAt: 0 } },
  ],
  [new RegExp(`^_ZNK${string}`), looks],
  [new RegExp(`^_ZN${string}D[0125]`), text([0], null)],
  [new RegExp(`^_ZN${string}\\d+_S_`), text([], null)],
  [new RegExp(`^_ZN${string}9_M_createE`), { ...looks, writes: [1] }],
  // What is assigned, or was moved from, is a string after the call as before.
  [new RegExp(`^_ZN${string}(?:[aC].*EOS\\d_|9_M_assignE|6assignEOS\\d_|4swapE)`), text([0, 1], 0)],
  [new RegExp(`^_ZN${string}`), text([0], 0)],
  [/^_ZNSaI[cw]E[CD][012]/, reads],
  [/^_ZNSt15__new_allocatorI[cw]E[CD][012]/, reads],
  [/^_ZSt(pl|eq|lt)I[cw]St11char_traits/, deep],
  [/^_ZSt(8to_chars|10from_chars)\w+$/, deep],
  [/^_ZSt11_Hash_bytesPKvmm$/, reads],
  [/^_ZNKSt9type_info(4name|7__equal|6before|9hash_code|eq)/, reads],
  [new RegExp(`^_ZNKSt(?:7__cxx11)?${exceptions}4what`), looks],
  [new RegExp(`^_ZNSt(?:7__cxx11)?${messages}(?:C[125]|aS)`), text([0], 8)],
  [new RegExp(`^_ZNSt(?:7__cxx11)?${exceptions}(?:[CD][0125]|aS)`), text([0], null)],
  // Time, random devices, sizes of hash tables: numbers that depend on no input.
  [/^_ZNSt6chrono3_V21[23](steady|system)_clock3nowEv$/, reads],
  [/^_ZNSt13random_device\w+$/, flags],
  [/^_ZNKSt8__detail20_Prime_rehash_policy\w+$/, flags],
  [/^_ZSt21_Rb_tree_black_count\w+$/, reads],
];

const ofException = new RegExp(`^_ZNK?St(?:7__cxx11)?${exceptions}`);
const ofString = new RegExp(`^_ZNK?${string}`);

/** Is it a member of an exception class of the library? Such objects keep pointers to text of the library alone. */
export function isExceptionMember(name: string): boolean {
  return ofException.test(name);
}

/** Is it a member of a string of the library? Strings keep pointers to text alone. */
export function isStringMember(name: string): boolean {
  return ofString.test(name);
}

/** What the C++ library function `name` does to memory, or undefined when no family has it. */
export function inactiveCxxCall(name: string): InactiveCall | undefined {
  if (!name.startsWith("_Z") && !/^_(_c|_d|U)/.test(name)) return undefined;
  const row = families.find(([pattern]) => pattern.test(name))?.[1];
  if (row?.text === undefined || !isOfStrings.test(name)) return row;
  return { ...row, text: { ...row.text, isOfStrings: true } };
}

/** Is `name` the type information of an exception of the standard, by which such an object is thrown? */
export function isExceptionType(name: string): boolean {
  return exceptionType.test(name);
}

const exceptionType = new RegExp(`^_ZTISt(?:7__cxx11)?${exceptions}$`);

/**
 * Is the global variable `name` a stream of the library? What is reached from it is the library's own, and the functions
 * that its objects point to (facets, buffers) turn values into text.
 */
export function isLibraryStream(name: string): boolean {
  return /^(_ZSt(4cout|4cerr|4clog|3cin|5wcout|5wcerr|5wclog|4wcin)|stdout|stderr|stdin)$/.test(
    name,
  );
}

/**
 * A function that only links and unlinks the nodes it is given. It reads and writes nothing but the links (and a tree's
 * colours), so that calling it once more with the shadows of its arguments keeps the shadow of a container in the shape
 * of the container: what is loaded from a shadow node is the shadow of what is loaded from the node.
 */
export interface LinkingCall {
  /** Positions of the nodes. */
  readonly nodes: readonly number[];
  /** It returns a node, whose shadow the second call returns; otherwise nothing. */
  readonly returnsNode: boolean;
  /** It writes links; otherwise it only follows them. */
  readonly writes: boolean;
  /** Where the links are in a node, in sizes of a pointer: libstdc++'s `_Rb_tree_node_base` and `_List_node_base`. */
  readonly linksAt: readonly number[];
}

const treeLinks = [1, 2, 3];
const tree = { returnsNode: false, writes: true, linksAt: treeLinks };
const follows: LinkingCall = { ...tree, nodes: [0], returnsNode: true, writes: false };
const links = (...nodes: readonly number[]): LinkingCall => ({
  nodes,
  returnsNode: false,
  writes: true,
  linksAt: [0, 1],
});

const linking: ReadonlyMap<string, LinkingCall> = new Map([
  ["_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base", follows],
  ["_ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base", follows],
  ["_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base", follows],
  ["_ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base", follows],
  [
    "_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_",
    { ...tree, nodes: [1, 2, 3] },
  ],
  [
    "_ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_",
    { ...tree, nodes: [0, 1], returnsNode: true },
  ],
  ["_ZNSt8__detail15_List_node_base7_M_hookEPS0_", links(0, 1)],
  ["_ZNSt8__detail15_List_node_base9_M_unhookEv", links(0)],
  ["_ZNSt8__detail15_List_node_base11_M_transferEPS0_S1_", links(0, 1, 2)],
  ["_ZNSt8__detail15_List_node_base4swapERS0_S1_", links(0, 1)],
  ["_ZNSt8__detail15_List_node_base10_M_reverseEv", links(0)],
]);

/** What the function `name` of the C++ library links, or undefined when it is none of these. */
export function linkingCall(name: string): LinkingCall | undefined {
  return linking.get(name);
}
