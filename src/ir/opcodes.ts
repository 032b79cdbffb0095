/**
 * The instructions of LLVM IR, 14 to 22, each with its shape, which says how its text is read. Everything that a reader or a
 * checker must know of an opcode is in its row.
 */

/** How an instruction is written; one reader per shape. */
export type Shape =
  | "unary"
  | "freeze"
  | "binary"
  | "cast"
  | "icmp"
  | "fcmp"
  | "select"
  | "phi"
  | "alloca"
  | "load"
  | "store"
  | "getelementptr"
  | "call"
  | "invoke"
  | "callbr"
  | "atomicrmw"
  | "cmpxchg"
  | "fence"
  | "extractvalue"
  | "insertvalue"
  | "extractelement"
  | "insertelement"
  | "shufflevector"
  | "va_arg"
  | "landingpad"
  | "pad"
  | "ret"
  | "br"
  | "switch"
  | "indirectbr"
  | "resume"
  | "unreachable"
  | "catchret"
  | "cleanupret"
  | "catchswitch";

/** What the scalar type of an operand or a result must be. */
export type OperandClass = "int" | "float" | "pointer" | "any";

/** What is known of one opcode. */
export interface OpcodeRow {
  readonly shape: Shape;
  /** The class of the operands; of a cast's source. */
  readonly from: OperandClass;
  /** The class of a cast's result. */
  readonly to: OperandClass;
}

const row = (shape: Shape, from: OperandClass = "any", to: OperandClass = from): OpcodeRow => ({
  shape,
  from,
  to,
});
const int = row("binary", "int");
const float = row("binary", "float");

/** Every opcode, by its mnemonic. */
export const opcodes: ReadonlyMap<string, OpcodeRow> = new Map([
  ...["add", "sub", "mul", "udiv", "sdiv", "urem", "srem"].map((name) => [name, int] as const),
  ...["shl", "lshr", "ashr", "and", "or", "xor"].map((name) => [name, int] as const),
  ...["fadd", "fsub", "fmul", "fdiv", "frem"].map((name) => [name, float] as const),
  ["fneg", row("unary", "float")],
  ["freeze", row("freeze")],
  ["trunc", row("cast", "int")],
  ["zext", row("cast", "int")],
  ["sext", row("cast", "int")],
  ["fptrunc", row("cast", "float")],
  ["fpext", row("cast", "float")],
  ["fptoui", row("cast", "float", "int")],
  ["fptosi", row("cast", "float", "int")],
  ["uitofp", row("cast", "int", "float")],
  ["sitofp", row("cast", "int", "float")],
  ["ptrtoint", row("cast", "pointer", "int")],
  ["ptrtoaddr", row("cast", "pointer", "int")],
  ["inttoptr", row("cast", "int", "pointer")],
  ["bitcast", row("cast")],
  ["addrspacecast", row("cast", "pointer")],
  ["icmp", row("icmp")],
  ["fcmp", row("fcmp", "float")],
  ["select", row("select")],
  ["phi", row("phi")],
  ["alloca", row("alloca")],
  ["load", row("load")],
  ["store", row("store")],
  ["getelementptr", row("getelementptr")],
  ["call", row("call")],
  ["tail", row("call")],
  ["musttail", row("call")],
  ["notail", row("call")],
  ["invoke", row("invoke")],
  ["callbr", row("callbr")],
  ["atomicrmw", row("atomicrmw")],
  ["cmpxchg", row("cmpxchg")],
  ["fence", row("fence")],
  ["extractvalue", row("extractvalue")],
  ["insertvalue", row("insertvalue")],
  ["extractelement", row("extractelement")],
  ["insertelement", row("insertelement")],
  ["shufflevector", row("shufflevector")],
  ["va_arg", row("va_arg")],
  ["landingpad", row("landingpad")],
  ["catchpad", row("pad")],
  ["cleanuppad", row("pad")],
  ["ret", row("ret")],
  ["br", row("br")],
  ["switch", row("switch")],
  ["indirectbr", row("indirectbr")],
  ["resume", row("resume")],
  ["unreachable", row("unreachable")],
  ["catchret", row("catchret")],
  ["cleanupret", row("cleanupret")],
  ["catchswitch", row("catchswitch")],
]);

/** The opcodes that may stand in a constant expression in some version from 14 on. */
export const constantOpcodes: ReadonlySet<string> = new Set([
  ...[...opcodes]
    .filter(([, { shape }]) => shape === "binary" || shape === "cast")
    .map(([name]) => name),
  ...["fneg", "icmp", "fcmp", "select", "getelementptr", "extractvalue", "insertvalue"],
  ...["extractelement", "insertelement", "shufflevector"],
]);

/** Words between an opcode and its first type. Others are taken too, but these are never a type misspelt. */
export const flagWords: ReadonlySet<string> = new Set([
  ...["nuw", "nsw", "exact", "disjoint", "nneg", "samesign", "inbounds", "nusw", "inrange"],
  ...["fast", "nnan", "ninf", "nsz", "arcp", "contract", "afn", "reassoc"],
  ...["volatile", "atomic", "weak", "inalloca", "swifterror", "cleanup"],
]);

/** The fast-math flags, which on a call precede the calling convention. */
export const fastMathFlags: ReadonlySet<string> = new Set([
  ...["fast", "nnan", "ninf", "nsz", "arcp", "contract", "afn", "reassoc"],
]);
