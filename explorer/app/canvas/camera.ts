import type Sigma from 'sigma';
import { calm } from './calm';

export const nearest = 0.02, farthest = 6; // ratios of the camera

// Moves the camera to these nodes, to all where there are none.
export function lookAt(sigma: Sigma, keys: readonly string[]): void {
  const camera = sigma.getCamera();
  const state = keys.length ? around(sigma, keys) : { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
  if (calm()) camera.setState(state);
  else void camera.animate(state, { duration: 250 });
}

function around(sigma: Sigma, keys: readonly string[]) {
  const places = keys.map((k) => sigma.getNodeDisplayData(k)).filter((d) => d !== undefined);
  const xs = places.map((p) => p.x), ys = places.map((p) => p.y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (low + high) / 2, ratio: Math.min(1, Math.max(0.12, Math.max(right - left, high - low) * 1.5)), angle: 0 };
}

export function zoom(sigma: Sigma, by: number): void {
  const camera = sigma.getCamera();
  const state = { ratio: Math.min(farthest, Math.max(nearest, camera.ratio / by)) };
  if (calm()) camera.setState(state);
  else void camera.animate(state, { duration: 150 });
}

export function pan(sigma: Sigma, x: number, y: number): void {
  const camera = sigma.getCamera();
  camera.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio });
}
