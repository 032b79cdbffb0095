/**
 * Minimum cuts of graphs whose nodes have weights, by Dinic's algorithm (E. A. Dinic, "Algorithm for solution of a problem of maximum flow in
 * networks with power estimation", 1970): the least that has to be taken out so that nothing gets from the sources to the targets.
 */

/** A graph in which flow goes along edges and through nodes; nodes are numbered from 0. */
export class CutGraph {
  private readonly count: number;
  /** For each node its entrance (2 i) and exit (2 i + 1), then the source and the target: the edges that begin there. */
  private readonly edgesAt: number[][];
  private readonly to: number[] = [];
  /** What may still flow; an edge and its reverse stand side by side. */
  private readonly room: number[] = [];

  /** @param weights what it costs to take out each node; Infinity for one that must stay */
  constructor(weights: readonly number[]) {
    this.count = weights.length;
    this.edgesAt = Array.from({ length: 2 * this.count + 2 }, () => []);
    weights.forEach((weight, i) => {
      this.connect(2 * i, 2 * i + 1, weight);
    });
  }

  /** Flow comes into the node from outside. */
  addSource(node: number): void {
    this.connect(this.source, 2 * node, Infinity);
  }

  /** Flow is wanted from the node. */
  addTarget(node: number): void {
    this.connect(2 * node + 1, this.target, Infinity);
  }

  /** What leaves one node comes into another. */
  addEdge(from: number, to: number): void {
    this.connect(2 * from + 1, 2 * to, Infinity);
  }

  /**
   * The nodes to take out, of all sets of the least weight the one next to the targets. There must be a finite one. Time is near-linear where
   * paths are short; its bound is O(n² m).
   */
  cut(): ReadonlySet<number> {
    for (let level = this.levels(); level !== null; level = this.levels()) this.augment(level);
    const reaches = this.reachingTarget();
    const found = new Set<number>();
    for (let i = 0; i < this.count; i++) {
      if (reaches[2 * i] === 0 && reaches[2 * i + 1] === 1) found.add(i);
    }
    return found;
  }

  private get source(): number {
    return 2 * this.count;
  }

  private get target(): number {
    return 2 * this.count + 1;
  }

  private connect(from: number, to: number, room: number): void {
    this.edgesAt[from]?.push(this.to.length);
    this.to.push(to);
    this.room.push(room);
    this.edgesAt[to]?.push(this.to.length);
    this.to.push(from);
    this.room.push(0);
  }

  /** Distances from the source along edges with room; null where the target is not reached. */
  private levels(): Int32Array | null {
    const level = new Int32Array(this.edgesAt.length).fill(-1);
    level[this.source] = 0;
    const queue = [this.source];
    for (const node of queue) {
      for (const edge of this.edgesAt[node] ?? []) {
        const next = this.to[edge] ?? 0;
        if ((this.room[edge] ?? 0) <= 0 || level[next] !== -1) continue;
        level[next] = (level[node] ?? 0) + 1;
        queue.push(next);
      }
    }
    return level[this.target] === -1 ? null : level;
  }

  /** Fills all shortest paths. */
  private augment(level: Int32Array): void {
    const next = new Int32Array(this.edgesAt.length);
    const path: number[] = [];
    for (let node = this.source; ; ) {
      if (node === this.target) {
        this.fill(path);
        path.length = 0;
        node = this.source;
        continue;
      }
      const edge = this.edgesAt[node]?.[next[node] ?? 0];
      if (edge === undefined) {
        const last = path.pop();
        if (last === undefined) return;
        node = this.to[last ^ 1] ?? 0;
        next[node] = (next[node] ?? 0) + 1;
        continue;
      }
      const end = this.to[edge] ?? 0;
      const isOpen = (this.room[edge] ?? 0) > 0 && level[end] === (level[node] ?? 0) + 1;
      if (isOpen) {
        path.push(edge);
        node = end;
      } else next[node] = (next[node] ?? 0) + 1;
    }
  }

  private fill(path: readonly number[]): void {
    const flow = path.reduce((least, edge) => Math.min(least, this.room[edge] ?? 0), Infinity);
    for (const edge of path) {
      this.room[edge] = (this.room[edge] ?? 0) - flow;
      this.room[edge ^ 1] = (this.room[edge ^ 1] ?? 0) + flow;
    }
  }

  /** 1 for what could still send flow to the target. */
  private reachingTarget(): Uint8Array {
    const found = new Uint8Array(this.edgesAt.length);
    found[this.target] = 1;
    const queue = [this.target];
    for (const node of queue) {
      for (const edge of this.edgesAt[node] ?? []) {
        const from = this.to[edge] ?? 0;
        if ((this.room[edge ^ 1] ?? 0) <= 0 || found[from] === 1) continue;
        found[from] = 1;
        queue.push(from);
      }
    }
    return found;
  }
}
