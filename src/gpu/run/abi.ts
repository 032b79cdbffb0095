/** The numbers that modules hand to the runtime, as runtime/gpu/abi.h has them; a test compares the two. */
import type { AtomicOperation, BarrierAction, Identity, WarpOperation } from "../operation.ts";

/** Bits of the kind of an access. */
export const accessBits = { read: 1, write: 2, atomic: 4 } as const;

/** Of an identity that has axes the number of the first one. */
export const identityNumbers: Readonly<Record<Identity, number>> = {
  thread: 0,
  block: 3,
  "block size": 6,
  "grid size": 9,
  lane: 12,
  warp: 13,
  "warp count": 14,
  "warp size": 15,
  "shared size": 16,
  "dynamic shared size": 17,
  clock: 18,
  "lanes equal": 19,
  "lanes up to": 20,
  "lanes below": 21,
  "lanes from": 22,
  "lanes above": 23,
};

/** What a packet is asked for by. */
export const packetNumbers = { dispatch: 0, implicit: 1 } as const;

/** Actions of a barrier. */
export const barrierNumbers: Readonly<Record<BarrierAction, number>> = {
  sync: 0,
  arrive: 1,
  wait: 2,
  and: 3,
  or: 4,
  popc: 5,
};

/** Added to the action when all threads must be at the same place. */
export const alignedBit = 16;

/** Operations of a warp. */
export const warpNumbers: Readonly<Record<WarpOperation, number>> = {
  "shuffle idx": 0,
  "shuffle up": 1,
  "shuffle down": 2,
  "shuffle bfly": 3,
  ballot: 4,
  all: 5,
  any: 6,
  uni: 7,
  "match any": 8,
  "match all": 9,
  active: 10,
  sync: 11,
  add: 12,
  min: 13,
  max: 14,
  umin: 15,
  umax: 16,
  and: 17,
  or: 18,
  xor: 19,
  fmin: 20,
  fmax: 21,
  "read lane": 22,
  "read first": 23,
  "write lane": 24,
  bpermute: 25,
  permute: 26,
  dpp: 27,
  swizzle: 28,
  permlane16: 29,
  permlanex16: 30,
  permlane64: 31,
};

/** Added to the operation when the lanes that are there take part. */
export const convergedBit = 64;

/** Atomic operations. */
export const atomicNumbers: Readonly<Record<AtomicOperation, number>> = {
  add: 0,
  sub: 1,
  and: 2,
  or: 3,
  xor: 4,
  xchg: 5,
  max: 6,
  min: 7,
  umax: 8,
  umin: 9,
  inc: 10,
  dec: 11,
  cas: 12,
  fadd: 13,
  fmin: 14,
  fmax: 15,
};

/** The fields of `tsad_gpu_counts`, in order. */
export const countNames = [
  "instructions",
  "loads",
  "stores",
  "atomics",
  "barriers",
  "warp operations",
  "float operations",
  "calls",
] as const;
