import type { Point } from './pointer';

// The key of what is nearest in a direction, within a cone of it.
export function towards(from: Point, x: number, y: number, keys: readonly string[], at: (key: string) => Point): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const key of keys) {
    const to = at(key);
    const along = (to.x - from.x) * x + (to.y - from.y) * y;
    const aside = Math.abs((to.x - from.x) * y) + Math.abs((to.y - from.y) * x);
    if (along <= 0 || aside > 2 * along) continue;
    const cost = along + 2 * aside;
    if (cost < least) [best, least] = [key, cost];
  }
  return best;
}
