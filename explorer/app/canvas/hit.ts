import type Graph from 'graphology';
import type Sigma from 'sigma';
import { isHair } from './hairProgram';
import type { Point } from './pointer';

// What is under the pointer. It is computed: sigma would draw all a second time
// and read that back, which keeps a processor that draws by itself busy for
// longer than the picture.
export interface Hits {
  node(at: Point): string | null;
  line(at: Point): string | null;
}

const nearNode = 4; // pixels: a small node is hit at this distance from its middle
const nearLine = 5;

export interface Ground {
  readonly sigma: Sigma;
  graph(): Graph;
  radius(key: string): number; // of a node in pixels, 0 where it is not shown
  shift(line: string): number; // of a line to its side, in pixels
}

export function hits({ sigma, graph, radius, shift }: Ground): Hits {
  const scale = () => {
    const [a, b] = [sigma.graphToViewport({ x: 0, y: 0 }), sigma.graphToViewport({ x: 1, y: 0 })];
    return Math.hypot(b.x - a.x, b.y - a.y);
  };
  return {
    // The nearest of those that are hit, by their size.
    node(at) {
      const p = sigma.viewportToGraph(at);
      const pixels = scale();
      let best: string | null = null, least = 1;
      graph().forEachNode((key, { x, y }) => {
        const far = Math.hypot(x - p.x, y - p.y) * pixels;
        if (far > 60) return; // larger than any node
        const r = radius(key);
        const share = far / Math.max(r, nearNode);
        if (r > 0 && share <= least) [best, least] = [key, share];
      });
      return best;
    },
    line(at) {
      if (isHair(graph().size, sigma.getCamera().ratio)) return null;
      const p = sigma.viewportToGraph(at);
      const pixels = scale();
      let best: string | null = null, least = nearLine / pixels;
      graph().forEachEdge((key, _attributes, _source, _target, a, b) => {
        const [dx, dy] = [b['x'] - a['x'], b['y'] - a['y']];
        const long = Math.hypot(dx, dy);
        const [x, y] = [p.x - a['x'], p.y - a['y']];
        const along = (x * dx + y * dy) / long;
        if (!(along >= 0 && along <= long)) return;
        const across = (y * dx - x * dy) / long;
        if (Math.abs(across) > 100 / pixels) return; // beyond any shift
        const aside = Math.abs(across - shift(key) / pixels);
        if (aside < least) [best, least] = [key, aside];
      });
      return best;
    },
  };
}
