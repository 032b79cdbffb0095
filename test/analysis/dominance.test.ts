import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FlowGraph, immediateDominators } from "../../src/analysis/dominance.ts";
import { at } from "../../src/support/assert.ts";

/** A graph of `size` nodes, with a path that makes every node reachable and `extra` edges anywhere. */
function graphOf(parents: readonly number[], extra: readonly (readonly [number, number])[]) {
  const size = parents.length + 1;
  const successors: number[][] = Array.from({ length: size }, () => []);
  const predecessors: number[][] = Array.from({ length: size }, () => []);
  const edges = [
    ...parents.map((parent, i) => [parent % (i + 1), i + 1] as const),
    ...extra.map(([from, to]) => [from % size, to % size] as const),
  ];
  for (const [from, to] of edges) {
    if (at(successors, from).includes(to)) continue;
    at(successors, from).push(to);
    at(predecessors, to).push(from);
  }
  const graph: FlowGraph = {
    size,
    root: 0,
    successors: (node) => at(successors, node),
    predecessors: (node) => at(predecessors, node),
  };
  return graph;
}

/** Nodes that the root reaches when `without` is taken out. */
function reachable(graph: FlowGraph, without: number): ReadonlySet<number> {
  const seen = new Set(without === graph.root ? [] : [graph.root]);
  for (const node of seen) {
    for (const next of graph.successors(node)) if (next !== without) seen.add(next);
  }
  return seen;
}

/** Dominance by its definition: `a` dominates what the root does not reach without `a`. */
function dominatorsByDefinition(graph: FlowGraph): ReadonlySet<number>[] {
  const without = Array.from({ length: graph.size }, (_, node) => reachable(graph, node));
  return Array.from({ length: graph.size }, (_, node) => {
    return new Set(without.flatMap((seen, a) => (a !== node && !seen.has(node) ? [a] : [])));
  });
}

describe("immediate dominators", () => {
  test("are those of the definition, on random graphs", () => {
    const edge = fc.tuple(fc.nat(30), fc.nat(30));
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { maxLength: 20 }),
        fc.array(edge, { maxLength: 30 }),
        (parents, extra) => {
          const graph = graphOf(parents, extra);
          const dominators = dominatorsByDefinition(graph);
          const idom = immediateDominators(graph);
          for (let node = 1; node < graph.size; node++) {
            const chain = new Set<number>();
            for (let up = at(idom, node); up >= 0; up = at(idom, up)) chain.add(up);
            expect(chain).toEqual(at(dominators, node));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("of a long ladder take time near its length", () => {
    const rungs = 30_000;
    const parents = Array.from({ length: rungs }, (_, i) => i);
    // Every node leaves for the last one: the walk up that a simple algorithm makes is quadratic here.
    const size = rungs + 1;
    const graph: FlowGraph = {
      size,
      root: 0,
      successors: (node) =>
        node === rungs ? [] : node + 1 === rungs ? [rungs] : [node + 1, rungs],
      predecessors: (node) => (node === rungs ? parents : node === 0 ? [] : [node - 1]),
    };
    const start = performance.now();
    const idom = immediateDominators(graph);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(at(idom, rungs)).toBe(0);
    expect(at(idom, rungs - 1)).toBe(rungs - 2);
  });
});
