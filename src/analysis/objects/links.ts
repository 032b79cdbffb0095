/**
 * Library functions that link the nodes of a container: all nodes are alike, so one cell stands for those that a call is given,
 * for those that their links lead to, and for the one that it returns.
 */
import type { CallInst } from "../../ir/instructions.ts";
import type { LinkingCall } from "../../rules/cxx-calls.ts";
import type { Cell } from "./node.ts";
import { moved } from "./place.ts";
import type { FunctionState } from "./state.ts";
import { holdsPointers } from "./types.ts";

/** Takes in a call that links or follows nodes as `row` says. */
export function linkCall(state: FunctionState, call: CallInst, row: LinkingCall): void {
  const cells = row.nodes.flatMap((i) => state.cell(call.operand(i)) ?? []);
  const [first, ...rest] = cells;
  if (first === undefined) return;
  const node = rest.reduce((all, cell) => state.graph.unify(all, cell), first);
  const bytes = Math.ceil(state.layout.pointerBits(0) / 8);
  for (const word of row.linksAt) {
    const link: Cell = { node: node.node, place: moved(node.place, word * bytes) };
    state.graph.store(link, bytes, node);
    const { type } = call.operand(row.nodes[0] ?? 0);
    const how = { isRead: true, isWritten: row.writes, isMove: false, metadata: "" };
    state.access(link, type, how);
  }
  if (holdsPointers(call.type)) state.point(call, node);
}
