export type Theme = 'auto' | 'light' | 'dark';

const storageKey = 'jinqiao.theme';
export const themes: readonly Theme[] = ['auto', 'light', 'dark'];

export function theme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}

export function setTheme(next: Theme): void {
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // The choice holds for this page only.
  }
  dispatchEvent(new Event('jinqiao:theme'));
}

export function startTheme(): void {
  try {
    const kept = localStorage.getItem(storageKey);
    if (kept === 'light' || kept === 'dark') setTheme(kept);
  } catch {
    // A browser that keeps nothing follows the system.
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('jinqiao:theme')));
}

// A colour of styles/tokens.css as it is now, for what is not drawn by CSS.
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
