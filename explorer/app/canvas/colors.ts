import { token } from '../theme';

export interface Colors { paper: string; ink: string; soft: string; edge: string; strong: string; faint: string; accent: string; weak: string }

let kept: Colors | null = null;

// The colours of the canvas as the theme has them now.
export function colors(): Colors {
  kept ??= {
    paper: token('canvas'), ink: token('ink'), soft: token('ink-faint'), edge: token('edge'), strong: token('edge-strong'),
    faint: mix(token('edge'), token('canvas'), 0.75), accent: token('accent'), weak: token('bad'),
  };
  return kept;
}

// After a change of the theme.
export function forgetColors(): void {
  kept = null;
}

// A colour between two, both as #rrggbb.
export function mix(a: string, b: string, share: number): string {
  const part = (color: string, i: number) => parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16) || 0;
  const channel = (i: number) => Math.round(part(a, i) * (1 - share) + part(b, i) * share).toString(16).padStart(2, '0');
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}
