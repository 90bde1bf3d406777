import { useEffect, useState } from 'preact/hooks';

// Every state of the explorer is an address: the path names the page, the
// query what it asks, and what follows # (never sent) what was done to it.
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly hash: string; // without #
}

const listeners = new Set<() => void>();

export function place(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search), hash: location.hash.slice(1) };
}

// Goes to an address of the explorer. With `replace` the present one is
// forgotten: for what changes as one types or drags.
export function go(to: string, replace = false): void {
  if (to === location.pathname + location.search + location.hash) return;
  const samePage = new URL(to, location.href).pathname === location.pathname;
  history[replace ? 'replaceState' : 'pushState'](null, '', keepMode(to));
  if (!samePage) scrollTo(0, 0);
  listeners.forEach((tell) => tell());
}

// The embed mode holds on all pages that are reached from an embedded one.
function keepMode(to: string): string {
  const url = new URL(to, location.href);
  if (embedded() && !url.searchParams.has('embed')) url.searchParams.set('embed', '1');
  return url.pathname + url.search + url.hash;
}

export const embedded = (): boolean => new URLSearchParams(location.search).get('embed') === '1';

// The place, and a render whenever it changes.
export function usePlace(): Place {
  const [, render] = useState(0);
  useEffect(() => {
    const tell = () => render((n) => n + 1);
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
  return place();
}

// Makes plain links between pages work without a reload, and back and forward.
// A page is prepared as soon as a pointer or the focus is on a link to it.
export function startRouter(isPage: (path: string) => boolean, prepare: (path: string) => void): void {
  const near = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link && link.origin === location.origin && isPage(link.pathname)) prepare(link.pathname);
  };
  document.addEventListener('pointerover', near);
  document.addEventListener('focusin', near);
  addEventListener('popstate', () => listeners.forEach((tell) => tell()));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin || !isPage(link.pathname)) return;
    if (link.getAttribute('href')?.startsWith('#')) return; // within the page
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
}

export const entityLink = (id: string): string => `/entity/${encodeURIComponent(id)}`;
