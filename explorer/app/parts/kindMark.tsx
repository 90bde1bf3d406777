import { outline, shapeOf } from '../canvas/shapes';

// The mark of a kind, in its colour and shape, as the canvas draws it.
export function KindMark({ kindIndex, color, group = false, size = 14 }: { kindIndex: number; color: string; group?: boolean; size?: number }) {
  const shape = shapeOf(kindIndex);
  return (
    <svg class="kind-mark" width={size} height={size} viewBox="-8 -8 16 16" aria-hidden="true">
      <path d={outline(shape, 0, 0, group ? 4.3 : 6)} fill={color} />
      {group && <path d={outline(shape, 0, 0, 6.6)} fill="none" stroke={color} stroke-width="1.2" />}
    </svg>
  );
}
