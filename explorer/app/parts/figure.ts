import { language, number } from '../i18n/language';

// What a figure is made of; a question may ask for some of it.
interface Figure {
  readonly value?: unknown;
  readonly valueMax?: unknown;
  readonly valueText?: unknown;
  readonly unit?: unknown;
  readonly qualifier?: unknown;
  readonly period?: unknown;
}

const vague: Record<string, readonly [string, string]> = {
  ABOUT: ['约 ', 'about '], AT_LEAST: ['至少 ', 'at least '], AT_MOST: ['至多 ', 'at most '],
};

// “至少 150 项（2022）”: a vague number keeps its qualifier, and words stay words.
export function figureText(f: Figure): string {
  const zh = language() === 'ZH';
  const unit = typeof f.unit === 'string' ? f.unit : '';
  const upTo = typeof f.valueMax === 'number' ? `–${number(f.valueMax)}` : '';
  const shown = typeof f.value === 'number' ? `${number(f.value)}${upTo}` : typeof f.valueText === 'string' ? f.valueText : zh ? '数值未载' : 'not given';
  const before = typeof f.qualifier === 'string' && typeof f.value === 'number' ? (vague[f.qualifier]?.[zh ? 0 : 1] ?? '') : '';
  const words = typeof f.value === 'number' && unit ? `${before}${shown} ${unit}` : `${before}${shown}`;
  const time = periodText(f.period);
  return time ? (zh ? `${words}（${time}）` : `${words} (${time})`) : words;
}

// ISO 8601 with `..` for an open end, in words.
export function periodText(period: unknown): string {
  const text = typeof period === 'object' && period !== null && 'text' in period ? String((period as { text: unknown }).text) : '';
  const zh = language() === 'ZH';
  const [start = '', end = ''] = text.split('/');
  if (!text.includes('/')) return text;
  if (start === '..') return zh ? `截至 ${end}` : `up to ${end}`;
  if (end === '..') return zh ? `${start} 起` : `from ${start}`;
  return `${start} – ${end}`;
}
