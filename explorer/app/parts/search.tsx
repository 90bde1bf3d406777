import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Kind } from '../api/documents.gen';
import { useNames } from '../api/ontology';
import { useWords } from '../i18n/language';
import { searchWords } from '../i18n/search';
import { go, entityLink } from '../router';
import { KindOf } from './kind';
import { questionLink } from './links';
import { useSuggestions, type Choice, type Range } from './suggest';
import '../styles/search.css';

// The search box of the header and of the start page. Enter without a choice
// asks for all that is recorded about the text.
export function SearchBox({ large = false, focus = false }: { large?: boolean; focus?: boolean }) {
  const t = useWords(searchWords);
  return (
    <search class={large ? 'search large' : 'search'}>
      <EntityBox
        label={t('search')} placeholder={t('placeholder')} kinds={[]} focus={focus} emptied
        onChoose={(choice) => go(entityLink(choice.id))}
        onText={(text) => go(questionLink('About', { text }))}
      />
    </search>
  );
}

interface BoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly kinds: readonly Kind[]; // none for all
  readonly onChoose: (choice: Choice) => void;
  readonly onText?: (text: string) => void; // Enter without a choice
  readonly onLeave?: () => void; // Escape, and focus elsewhere
  readonly focus?: boolean;
  readonly emptied?: boolean; // after a choice
}

// A box that finds an entity as one types: a combobox with a list, grouped by
// kind. While an input method composes, its keys are left to it.
export function EntityBox({ label, placeholder, kinds, onChoose, onText, onLeave, focus = false, emptied = false }: BoxProps) {
  const id = useId();
  const [text, type] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const composing = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const { choices } = useSuggestions(open ? text : '', kinds);
  const list = grouped(Array.isArray(choices) ? choices : []);
  useEffect(() => { if (focus) input.current?.focus({ preventScroll: true }); }, []);
  useEffect(() => setActive(-1), [text]);
  useEffect(() => { document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' }); }, [active]);

  const choose = (choice: Choice) => {
    type(emptied ? '' : choice.label);
    setOpen(false);
    onChoose(choice);
  };
  const enter = () => {
    const choice = list[active] ?? (onText ? undefined : list[0]);
    if (choice) return choose(choice);
    if (!text.trim() || !onText) return;
    setOpen(false);
    onText(text.trim());
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || composing.current || event.keyCode === 229) return;
    const last = list.length - 1;
    const steps: Record<string, () => void> = {
      ArrowDown: () => { setOpen(true); setActive(active >= last ? 0 : active + 1); },
      ArrowUp: () => setActive(active <= 0 ? last : active - 1),
      Enter: enter,
      Escape: () => { if (open && text) setOpen(false); else onLeave?.(); },
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  const shown = open && text.trim() !== '';
  return (
    <div class="entity-box" onFocusOut={(e) => { if (!e.currentTarget.contains(e.relatedTarget as Node | null)) { setOpen(false); onLeave?.(); } }}>
      <Glass />
      <input
        ref={input} type="search" role="combobox" aria-label={label} placeholder={placeholder} autocomplete="off" spellcheck={false} enterkeyhint="search"
        aria-expanded={shown} aria-controls={`${id}-list`} aria-autocomplete="list" {...(active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        value={text} onKeyDown={onKey}
        onCompositionStart={() => { composing.current = true; }}
        onCompositionEnd={(e) => { composing.current = false; type(e.currentTarget.value); setOpen(true); }}
        onInput={(e) => { if (composing.current) return; type(e.currentTarget.value); setOpen(true); }}
      />
      <Suggestions id={id} label={label} shown={shown} choices={choices} list={list} active={active} text={text} choose={choose} />
    </div>
  );
}

// Grouped by kind: the kinds in the order of their best, each in its own.
function grouped(choices: readonly Choice[]): Choice[] {
  const kinds = [...new Set(choices.map((c) => c.kind))];
  return kinds.flatMap((kind) => choices.filter((c) => c.kind === kind));
}

interface ListProps {
  id: string; label: string; shown: boolean; choices: readonly Choice[] | Error | null; list: readonly Choice[]; active: number; text: string;
  choose: (choice: Choice) => void;
}

function Suggestions({ id, label, shown, choices, list, active, text, choose }: ListProps) {
  const t = useWords(searchWords);
  const names = useNames();
  const kinds = [...new Set(list.map((c) => c.kind))];
  return (
    <div class="suggestions" hidden={!shown}>
      <div id={`${id}-list`} role="listbox" aria-label={label}>
        {kinds.map((kind) => (
          <div role="group" aria-label={names?.kind(kind)} key={kind}>
            <div class="group" aria-hidden="true">{names?.kind(kind)}</div>
            {list.map((choice, i) => choice.kind === kind && (
              <Option key={choice.id} id={`${id}-${i}`} choice={choice} active={i === active} choose={() => choose(choice)} />
            ))}
          </div>
        ))}
      </div>
      <p class="said" role="status">{said(choices, list.length, text, t)}</p>
    </div>
  );
}

function said(choices: ListProps['choices'], found: number, text: string, t: (key: keyof typeof searchWords, values?: Record<string, string | number>) => string): string {
  if (choices === null) return t('searching');
  if (choices instanceof Error) return choices.message;
  return found === 0 ? t('none', { text: text.trim() }) : t('found', { count: found });
}

function Option({ id, choice, active, choose }: { id: string; choice: Choice; active: boolean; choose: () => void }) {
  return (
    <div id={id} role="option" class="option" aria-selected={active} onMouseDown={(e) => e.preventDefault()} onClick={choose}>
      <KindOf kind={choice.kind} group={choice.cohort !== null} />
      <span class="label"><bdi><Marked text={choice.label} marks={choice.marks} /></bdi></span>
      {choice.matched && <span class="matched"><bdi><Marked text={choice.matched.text} marks={choice.matched.marks} /></bdi></span>}
      {choice.cohort && <span class="tag">{choice.cohort}</span>}
    </div>
  );
}

// Text with the parts that were found marked.
export function Marked({ text, marks }: { text: string; marks: readonly Range[] }) {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (start < at) continue;
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return <>{parts}{text.slice(at)}</>;
}

function Glass() {
  return <svg class="icon glass" viewBox="0 0 24 24" aria-hidden="true"><circle cx="11" cy="11" r="6.500" /><path d="m16 16 4.500 4.500" /></svg>;
}
