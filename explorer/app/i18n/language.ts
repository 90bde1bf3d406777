import { useEffect, useState } from 'preact/hooks';

export type Language = 'ZH' | 'EN'; // the API's

// Each part of the explorer has its words in a file of this folder: a pair of
// Chinese and English for each, with {name} where a value goes, and
// {name|one|many} for the word that follows from it.
export type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;
export type Values = Readonly<Record<string, string | number>>;

const storageKey = 'jinqiao.language';
const listeners = new Set<() => void>();
let current: Language = first();

// The language that was chosen here, or what the address or the browser asks for.
function first(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? read();
  if (asked === 'zh' || asked === 'en') return asked === 'zh' ? 'ZH' : 'EN';
  return navigator.languages.some((l) => l.toLowerCase().startsWith('zh')) ? 'ZH' : 'EN';
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null; // a browser that keeps nothing
  }
}

export const language = (): Language => current;

export function setLanguage(next: Language): void {
  current = next;
  try {
    localStorage.setItem(storageKey, next.toLowerCase());
  } catch {
    // The choice holds for this page only.
  }
  markPage();
  listeners.forEach((tell) => tell());
}

export function markPage(): void {
  document.documentElement.lang = current === 'ZH' ? 'zh-CN' : 'en';
}

// The language, and a render whenever it changes.
export function useLanguage(): Language {
  const [, render] = useState(0);
  useEffect(() => {
    const tell = () => render((n) => n + 1);
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
  return current;
}

export type Say<W extends Words> = (key: keyof W, values?: Values) => string;

// Outside of components.
export function say<W extends Words>(words: W, key: keyof W, values: Values = {}): string {
  const text = words[key]?.[current === 'ZH' ? 0 : 1] ?? String(key);
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    if (!(name in values)) return whole;
    const value = String(values[name]);
    return one === undefined ? value : (value === '1' ? one : many) ?? '';
  });
}

// In components: const t = useWords(canvasWords); t('expand', { count: 3 }).
export function useWords<W extends Words>(words: W): Say<W> {
  useLanguage();
  return (key, values) => say(words, key, values);
}

export const number = (n: number): string => n.toLocaleString(current === 'ZH' ? 'zh-CN' : 'en-GB');
