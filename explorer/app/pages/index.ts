import type { ComponentType } from 'preact';
import { askAhead } from '../canvas/ask';
import type { Place } from '../router';

export interface PageProps {
  readonly place: Place;
  readonly rest: string; // what follows the page's path, decoded: the id of an entity
}

interface Page {
  readonly path: string; // ends with a slash where more follows
  readonly load: () => Promise<{ default: ComponentType<PageProps> }>;
  readonly ahead?: (place: Place) => void; // asks what it needs first, while it is being fetched
}

// The pages. Each is a chunk of its own, fetched when it is opened first; the
// server's list of paths is `pagePaths` in explorer.go.
const pages: readonly Page[] = [
  { path: '/', load: () => import('./start') },
  { path: '/canvas', load: () => import('./canvas'), ahead: askAhead },
  { path: '/entity/', load: () => import('./entity') },
  { path: '/question/', load: () => import('./question') },
  { path: '/licences', load: () => import('./licences') },
];

export interface Found {
  readonly page: Page;
  readonly rest: string;
}

// The page of a path, or null.
export function find(path: string): Found | null {
  const exact = pages.find((p) => p.path === path);
  if (exact) return { page: exact, rest: '' };
  const longer = pages.find((p) => p.path !== '/' && p.path.endsWith('/') && path.startsWith(p.path) && path !== p.path);
  return longer ? { page: longer, rest: decode(path.slice(longer.path.length)) } : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not an escape; shown as it is
  }
}

// Fetches a page that is about to be opened. Where that fails, opening it says so.
export function prepare(path: string): void {
  find(path)?.page.load().catch(() => undefined);
}

export const isPage = (path: string): boolean => find(path) !== null;
