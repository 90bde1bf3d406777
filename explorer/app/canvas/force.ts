// A force layout: neighbours attract, all repel, far ones by cells (as Barnes
// and Hut do with trees), and it cools down. The same input gives the same places.
export interface ForceInput {
  readonly places: Float64Array; // x, y of each
  readonly fixed: Uint8Array; // 1 where it stays
  readonly from: Uint32Array; // the links, by place in the list
  readonly to: Uint32Array;
  readonly distance: number; // between neighbours
}

const rounds = 240;

export class Force {
  readonly places: Float64Array;
  private readonly push: Float64Array;
  private readonly weight: Float64Array;
  private round = 0;

  constructor(private readonly input: ForceInput) {
    this.places = input.places.slice();
    this.push = new Float64Array(this.places.length);
    this.weight = new Float64Array(this.places.length / 2).fill(1);
    for (const end of [input.from, input.to]) for (const i of end) this.weight[i] = (this.weight[i] ?? 1) + 1;
    this.separate();
  }

  // Two in one place could not be told apart by a force.
  private separate(): void {
    const seen = new Set<string>();
    for (let i = 0; i < this.places.length; i += 2) {
      let key = `${this.x(i)} ${this.y(i)}`;
      while (seen.has(key)) {
        this.places[i] = this.x(i) + this.input.distance * 0.1 * Math.cos(i);
        this.places[i + 1] = this.y(i) + this.input.distance * 0.1 * Math.sin(i);
        key = `${this.x(i)} ${this.y(i)}`;
      }
      seen.add(key);
    }
  }

  private x(i: number): number { return this.places[i] ?? 0; }
  private y(i: number): number { return this.places[i + 1] ?? 0; }

  // One round; false once it has come to rest.
  step(): boolean {
    if (this.round >= rounds || this.places.length < 4) return false;
    this.push.fill(0);
    this.repel();
    this.attract();
    this.move(this.input.distance * 1.5 * (1 - this.round / rounds) ** 1.5);
    this.round++;
    return true;
  }

  private add(i: number, x: number, y: number): void {
    this.push[i] = (this.push[i] ?? 0) + x;
    this.push[i + 1] = (this.push[i + 1] ?? 0) + y;
  }

  private repel(): void {
    const { distance } = this.input;
    const cells = this.cells(distance * 4);
    const strength = distance * distance * 0.5;
    for (const [key, members] of cells) {
      for (const [other, there] of cells) {
        const close = Math.abs(key.column - other.column) < 2 && Math.abs(key.row - other.row) < 2;
        for (const i of members) {
          if (close) for (const j of there) this.repelOne(i, this.x(j), this.y(j), strength * (this.weight[j / 2] ?? 1), i === j);
          else this.repelOne(i, other.x, other.y, strength * other.weight, false);
        }
      }
    }
  }

  private repelOne(i: number, x: number, y: number, strength: number, itself: boolean): void {
    if (itself) return;
    const dx = this.x(i) - x, dy = this.y(i) - y;
    const square = Math.max(dx * dx + dy * dy, this.input.distance * this.input.distance * 0.01);
    const by = (strength * (this.weight[i / 2] ?? 1)) / (4 * square);
    this.add(i, dx * by / Math.sqrt(square) * 2, dy * by / Math.sqrt(square) * 2);
  }

  // The nodes by cell, with the middle and the weight of each; at most about
  // a thousand cells, whatever the spread.
  private cells(wanted: number): Map<{ column: number; row: number; x: number; y: number; weight: number }, number[]> {
    let left = Infinity, right = -Infinity, low = Infinity, high = -Infinity;
    for (let i = 0; i < this.places.length; i += 2) {
      left = Math.min(left, this.x(i)); right = Math.max(right, this.x(i));
      low = Math.min(low, this.y(i)); high = Math.max(high, this.y(i));
    }
    const size = Math.max(wanted, Math.max(right - left, high - low) / 28);
    const byName = new Map<number, { cell: { column: number; row: number; x: number; y: number; weight: number }; members: number[] }>();
    for (let i = 0; i < this.places.length; i += 2) {
      const column = Math.floor((this.x(i) - left) / size), row = Math.floor((this.y(i) - low) / size);
      const entry = byName.get(column * 4096 + row) ?? { cell: { column, row, x: 0, y: 0, weight: 0 }, members: [] };
      byName.set(column * 4096 + row, entry);
      const w = this.weight[i / 2] ?? 1;
      entry.cell.x += this.x(i) * w;
      entry.cell.y += this.y(i) * w;
      entry.cell.weight += w;
      entry.members.push(i);
    }
    return new Map([...byName.values()].map(({ cell, members }) => [{ ...cell, x: cell.x / cell.weight, y: cell.y / cell.weight }, members]));
  }

  private attract(): void {
    const { from, to, distance } = this.input;
    for (let e = 0; e < from.length; e++) {
      const i = 2 * (from[e] ?? 0), j = 2 * (to[e] ?? 0);
      const dx = this.x(j) - this.x(i), dy = this.y(j) - this.y(i);
      const far = Math.max(Math.hypot(dx, dy), 1e-9);
      const by = (far - distance * 0.3) / far / 2;
      this.add(i, dx * by, dy * by);
      this.add(j, -dx * by, -dy * by);
    }
    for (let i = 0; i < this.places.length; i += 2) this.add(i, -this.x(i) * 0.04, -this.y(i) * 0.04); // together
  }

  private move(most: number): void {
    for (let i = 0; i < this.places.length; i += 2) {
      if (this.input.fixed[i / 2]) continue;
      const dx = (this.push[i] ?? 0), dy = (this.push[i + 1] ?? 0);
      const far = Math.hypot(dx, dy);
      if (far === 0) continue;
      const by = Math.min(far * 0.25, most) / far;
      this.places[i] = this.x(i) + dx * by;
      this.places[i + 1] = this.y(i) + dy * by;
    }
  }
}
