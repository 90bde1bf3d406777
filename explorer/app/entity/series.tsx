export interface Point {
  readonly date: string; // 2021, 2021-05 or 2021-05-30
  readonly value: number;
  readonly text: string;
}

const width = 560;
const height = 150;
const pad = { left: 12, right: 12, top: 26, bottom: 24 };

// A small chart of one figure over time, from zero, with its values written.
export function Series({ title, unit, points }: { title: string; unit: string; points: readonly Point[] }) {
  const times = points.map((p) => timeOf(p.date));
  const first = Math.min(...times);
  const span = Math.max(...times) - first || 1;
  const most = Math.max(...points.map((p) => p.value), 0) || 1;
  const x = (i: number) => pad.left + 24 + (((times[i] ?? 0) - first) / span) * (width - pad.left - pad.right - 48);
  const y = (v: number) => height - pad.bottom - (v / most) * (height - pad.top - pad.bottom);
  return (
    <figure class="series">
      <figcaption>{title}{unit && ` (${unit})`}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}: ${points.map((p) => p.text).join('; ')}`}>
        <line class="axis" x1={pad.left} x2={width - pad.right} y1={y(0)} y2={y(0)} />
        <polyline points={points.map((p, i) => `${x(i)},${y(p.value)}`).join(' ')} />
        {points.map((p, i) => (
          <g key={i}>
            <circle cx={x(i)} cy={y(p.value)} r="4" />
            <text x={x(i)} y={y(p.value) - 9}>{p.value}</text>
            <text class="date" x={x(i)} y={height - 7}>{p.date}</text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

// Half a year or a month stands for what is not known of the date.
function timeOf(date: string): number {
  const [year = 0, month = 7, day = 15] = date.split('-').map(Number);
  return year * 372 + month * 31 + day;
}
