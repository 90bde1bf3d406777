import type Sigma from 'sigma';
import { colors } from './colors';

// The canvas as it is seen, on the paper's colour.
export function picture(sigma: Sigma): HTMLCanvasElement | null {
  sigma.refresh();
  const { width, height } = sigma.getDimensions();
  const ratio = window.devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = colors().paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const layers = sigma.getCanvases();
  for (const name of ['edges', 'nodes', 'top']) {
    const layer = layers[name];
    if (layer) context.drawImage(layer, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}
