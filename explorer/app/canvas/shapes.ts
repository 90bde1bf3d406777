// The shapes of kinds: colour alone would leave out who does not see colours.
// A kind takes the shape of its place in the ontology; those that share a shape
// differ in colour. The same outlines are drawn by WebGL (nodeProgram.ts, by
// number), in the legend and in exported pictures (here, as SVG).

type Point = readonly [x: number, y: number];

const around = (n: number, radius: number, turn = 0): Point[] =>
  Array.from({ length: n }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / n;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });

const star = (n: number, outer: number, inner: number): Point[] =>
  Array.from({ length: 2 * n }, (_, i) => {
    const radius = i % 2 === 0 ? outer : inner;
    const angle = (i * Math.PI) / n;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });

const plus = (length: number, half: number): Point[] => [
  [-half, -length], [half, -length], [half, -half], [length, -half], [length, half], [half, half],
  [half, length], [-half, length], [-half, half], [-length, half], [-length, -half], [-half, -half],
];

// Within a circle of radius 1; of about the same area each. null is a circle.
const outlines: readonly (readonly Point[] | null)[] = [
  null,
  around(4, 1.08, Math.PI / 4), // square
  around(3, 1.22), // triangle
  around(4, 1.1), // diamond
  around(6, 1.04), // hexagon
  star(5, 1.2, 0.58),
  around(3, 1.22, Math.PI), // triangle, point down
  around(5, 1.08), // pentagon
  plus(1, 0.42),
  around(6, 1.04, Math.PI / 6), // hexagon on its side
];

export const shapeOf = (kindIndex: number): number => kindIndex % outlines.length;

// The outline as an SVG path around a centre.
export function outline(shape: number, x: number, y: number, radius: number): string {
  const points = outlines[shape];
  const f = (v: number) => +v.toFixed(2);
  if (!points) {
    const r = radius * 0.92;
    return `M${f(x - r)} ${f(y)}a${f(r)} ${f(r)} 0 1 0 ${f(2 * r)} 0a${f(r)} ${f(r)} 0 1 0 ${f(-2 * r)} 0Z`;
  }
  return `M${points.map(([px, py]) => `${f(x + px * radius)} ${f(y + py * radius)}`).join('L')}Z`;
}
