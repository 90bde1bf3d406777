import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { askOnce } from '../api/useAnswer';
import { PickEntities } from '../api/documents.gen';
import type { Names } from '../api/ontology';
import { useLanguage } from '../i18n/language';

export interface Picked {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
}

interface Props {
  readonly names: Names;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string; // what is written in it
  readonly pick: (entity: Picked) => void;
}

// A field in which an entity is chosen by typing: arrows and Enter, or a click.
export function Picker({ names, label, placeholder, value, pick }: Props) {
  const language = useLanguage();
  const id = useId();
  const [text, type] = useState(value);
  const [found, show] = useState<readonly Picked[] | null>(null);
  const [at, move] = useState(0);
  const composing = useRef(false);
  useEffect(() => type(value), [value]);
  const look = (next: string) => {
    type(next);
    move(0);
    if (!next.trim()) show(null);
  };
  useEffect(() => {
    if (!text.trim() || text === value || composing.current) return;
    const stop = new AbortController();
    const wait = setTimeout(() => {
      askOnce(PickEntities, { text: text.trim(), language }, stop.signal).then((r) => show(r.entities?.nodes ?? []), () => undefined);
    }, 120);
    return () => { clearTimeout(wait); stop.abort(); };
  }, [text, language]);
  const choose = (entity: Picked | undefined) => {
    if (!entity) return;
    type(entity.label);
    show(null);
    pick(entity);
  };
  const key = (e: KeyboardEvent) => {
    if (!found || e.isComposing) return;
    if (e.key === 'ArrowDown') move((at + 1) % Math.max(found.length, 1));
    else if (e.key === 'ArrowUp') move((at - 1 + found.length) % Math.max(found.length, 1));
    else if (e.key === 'Enter') choose(found[at]);
    else if (e.key === 'Escape') show(null);
    else return;
    e.preventDefault();
  };
  const open = found !== null && found.length > 0;
  return (
    <div class="picker">
      <input
        type="text" role="combobox" aria-label={label} aria-expanded={open} aria-controls={`${id}-list`} aria-autocomplete="list" autocomplete="off"
        {...(open ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        placeholder={placeholder} value={text} onInput={(e) => look(e.currentTarget.value)} onKeyDown={key} onBlur={() => setTimeout(() => show(null), 150)}
        onCompositionStart={() => { composing.current = true; }} onCompositionEnd={(e) => { composing.current = false; look(e.currentTarget.value); }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
        {found?.map((e, i) => (
          <li key={e.id} id={`${id}-${i}`} role="option" aria-selected={i === at} onPointerDown={(event) => { event.preventDefault(); choose(e); }}>
            <bdi>{e.label}</bdi> <span class="count">{names.kind(e.kind as never)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
