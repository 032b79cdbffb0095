/**
 * Immediate dominators of any flow graph given by numbers (Lengauer and Tarjan 1979, with simple path compression:
 * O(m log n) on every graph). dominators.ts gives blocks to it, forward and backward.
 */
import { at } from "../support/assert.ts";

/** A flow graph over 0 to `size - 1` in which every node can be reached from `root`. */
export interface FlowGraph {
  readonly size: number;
  readonly root: number;
  successors(node: number): readonly number[];
  predecessors(node: number): readonly number[];
}

/** What the depth-first search leaves: `vertex[i]` is the node of search number i, `number` its inverse, `parent` by search number. */
interface SearchTree {
  readonly vertex: Int32Array;
  readonly number: Int32Array;
  readonly parent: Int32Array;
}

/** The immediate dominator of every node, -1 for the root. */
export function immediateDominators(graph: FlowGraph): Int32Array {
  const tree = search(graph);
  const forest = new Forest(graph.size);
  const semi = forest.semi;
  const idom = new Int32Array(graph.size).fill(-1);
  // bucket[s] heads a list, linked by next, of the vertices whose semidominator is s.
  const bucket = new Int32Array(graph.size).fill(-1);
  const next = new Int32Array(graph.size).fill(-1);
  for (let w = graph.size - 1; w > 0; w--) {
    for (const node of graph.predecessors(at(tree.vertex, w))) {
      const u = forest.evaluate(at(tree.number, node));
      semi[w] = Math.min(at(semi, w), at(semi, u));
    }
    const s = at(semi, w);
    next[w] = at(bucket, s);
    bucket[s] = w;
    const parent = at(tree.parent, w);
    forest.ancestor[w] = parent;
    for (let v = at(bucket, parent); v >= 0; v = at(next, v)) {
      const u = forest.evaluate(v);
      idom[v] = at(semi, u) < at(semi, v) ? u : parent;
    }
    bucket[parent] = -1;
  }
  for (let w = 1; w < graph.size; w++) {
    if (at(idom, w) !== at(semi, w)) idom[w] = at(idom, at(idom, w));
  }
  return toNodes(idom, tree);
}

function toNodes(idom: Int32Array, tree: SearchTree): Int32Array {
  const result = new Int32Array(idom.length).fill(-1);
  for (let w = 1; w < idom.length; w++) {
    result[at(tree.vertex, w)] = at(tree.vertex, at(idom, w));
  }
  return result;
}

/** Depth-first search; a node is numbered when it is entered, and its parent is the node it was entered from. */
function search(graph: FlowGraph): SearchTree {
  const vertex = new Int32Array(graph.size);
  const number = new Int32Array(graph.size).fill(-1);
  const parent = new Int32Array(graph.size);
  const nextEdge = new Int32Array(graph.size);
  const stack = [graph.root];
  number[graph.root] = 0;
  vertex[0] = graph.root;
  let count = 1;
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    const edge = at(nextEdge, node);
    const target = graph.successors(node)[edge];
    if (target === undefined) {
      stack.pop();
      continue;
    }
    nextEdge[node] = edge + 1;
    if (at(number, target) >= 0) continue;
    parent[count] = at(number, node);
    number[target] = count;
    vertex[count] = target;
    count++;
    stack.push(target);
  }
  if (count !== graph.size) throw new RangeError("a node cannot be reached from the root");
  return { vertex, number, parent };
}

/** Lengauer and Tarjan's link-eval forest over search numbers. */
class Forest {
  readonly semi: Int32Array;
  readonly ancestor: Int32Array;
  readonly #label: Int32Array;

  constructor(size: number) {
    this.semi = Int32Array.from({ length: size }, (_, i) => i);
    this.#label = this.semi.slice();
    this.ancestor = new Int32Array(size).fill(-1);
  }

  /** The vertex of least semidominator on the path from `v` up to, but without, the root of its tree. */
  evaluate(v: number): number {
    if (at(this.ancestor, v) < 0) return v;
    const path: number[] = [];
    for (let w = v; at(this.ancestor, at(this.ancestor, w)) >= 0; w = at(this.ancestor, w)) {
      path.push(w);
    }
    // From the top down, each step sees an ancestor that is compressed already.
    for (let w = path.pop(); w !== undefined; w = path.pop()) {
      const above = at(this.ancestor, w);
      const best = at(this.#label, above);
      if (at(this.semi, best) < at(this.semi, at(this.#label, w))) this.#label[w] = best;
      this.ancestor[w] = at(this.ancestor, above);
    }
    return at(this.#label, v);
  }
}
