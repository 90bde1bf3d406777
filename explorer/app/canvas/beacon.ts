import type Sigma from 'sigma';
import { calm } from './calm';
import type { Point } from './pointer';

// A ring round the one entity that is selected, so that what was chosen in the
// table or by keys is found on the canvas.
export class Beacon {
  private readonly ring = document.createElement('span');
  private of: string | null = null;

  constructor(host: HTMLElement, private readonly sigma: Sigma, private readonly at: (key: string) => Point) {
    this.ring.className = 'beacon';
    this.ring.hidden = true;
    host.append(this.ring);
  }

  // Rings an entity, or none, and brings it into sight.
  follow(key: string | null): void {
    if (key === this.of) return;
    this.of = key;
    this.ring.hidden = key === null;
    if (key === null) return;
    const { x, y } = this.at(key);
    const { width, height } = this.sigma.getDimensions();
    const to = this.sigma.getNodeDisplayData(key);
    if (!to || (x >= 0 && y >= 0 && x <= width && y <= height)) return;
    const camera = this.sigma.getCamera();
    if (calm()) camera.setState({ x: to.x, y: to.y });
    else void camera.animate({ x: to.x, y: to.y }, { duration: 250 });
  }

  // Puts the ring where the entity is now; not where another is chosen meanwhile.
  place(key: string | null, radius: number): void {
    if (key === null || key !== this.of) return;
    const { x, y } = this.at(key);
    const r = radius * 1.15 + 6;
    Object.assign(this.ring.style, { left: `${x - r}px`, top: `${y - r}px`, width: `${2 * r}px`, height: `${2 * r}px` });
  }
}
