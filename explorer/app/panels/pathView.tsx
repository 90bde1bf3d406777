import { useState } from 'preact/hooks';
import type { PathsResult } from '../api/documents.gen';
import type { Names } from '../api/ontology';
import { useWords } from '../i18n/language';
import { pathWords } from '../i18n/paths';
import { canvasWords } from '../i18n/canvas';
import { copyText } from '../parts/copy';
import { useDetails } from '../entity/details';
import { Icon } from '../parts/icons';
import type { Canvas } from '../canvas/store';

type Page = NonNullable<PathsResult['paths']>;
export type PathData = Page['nodes'][number];
type Step = PathData['steps'][number];

interface Props {
  readonly path: PathData;
  readonly page: Page;
  readonly names: Names;
  readonly drawn: boolean;
  readonly compared: number; // its place in the comparison, -1 for none
  readonly draw: () => void;
  readonly compare: () => void;
  readonly canvas: Canvas;
}

// A path: its entities with the links between them, its words and sources.
export function PathView({ path, page, names, drawn, compared, draw, compare, canvas }: Props) {
  const t = useWords(pathWords);
  const [copied, say] = useState(false);
  const weakest = weakestOf(path);
  const numbers = [...path.text.matchAll(/〔([\d,，、–\-\s]+)〕|\[([\d,\s–-]+)\]/g)].flatMap((m) => (m[1] ?? m[2] ?? '').split(/[^\d]+/)).map(Number);
  const sources = page.sources.filter((s) => numbers.includes(s.number));
  const copy = async () => {
    const text = [path.text, ...sources.map((s) => `[${s.number}] ${s.text}`)].join('\n');
    say(await copyText(text));
  };
  return (
    <li class={drawn ? 'path drawn' : 'path'}>
      <div class="path-head">
        {compared >= 0 && <span class="mark side-mark">{t(compared === 0 ? 'a' : 'b')}</span>}
        <b>{t('steps', { n: path.length })}</b>
        <span class={path.inferred ? 'mark inferred' : 'mark stated'}>{path.inferred ? t('inferredSteps', { n: path.inferred }) : t('allStated')}</span>
        <span class="path-actions">
          <label class="check"><input type="checkbox" checked={compared >= 0} onChange={compare} />{t('compare')}</label>
          <button type="button" class="small primary" onClick={draw}>{t('draw')}</button>
        </span>
      </div>
      <ol class="steps">
        {path.steps.map((step, i) => <StepView key={step.link.id} step={step} first={i === 0} weak={step === weakest} names={names} canvas={canvas} />)}
      </ol>
      <details>
        <summary>{t('sentence')}{sources.length > 0 && ` · ${t('sources')} ${sources.length}`}</summary>
        <p class="sentence"><bdi>{path.text}</bdi></p>
        <ol class="numbered">{sources.map((s) => <li key={s.number} value={s.number}><bdi>{s.text}</bdi></li>)}</ol>
        <button type="button" class="small" onClick={() => void copy()}><Icon name="copy" />{copied ? t('copied') : t('copy')}</button>
      </details>
    </li>
  );
}

function StepView({ step, first, weak, names, canvas }: { step: Step; first: boolean; weak: boolean; names: Names; canvas: Canvas }) {
  const t = useWords(pathWords);
  const c = useWords(canvasWords);
  const details = useDetails();
  const { link } = step;
  return (
    <>
      {first && <Stop of={step.from} names={names} canvas={canvas} />}
      <li class={link.assertion === 'INFERRED' ? 'by inferred' : 'by'} title={link.text}>
        <span class="reading">{names.reading(link.relationship, !step.forward).replace(/…$/, '')}</span>
        {link.stage && <span class="mark">{details?.value(link.relationship, 'stage', link.stage) ?? link.stage}</span>}
        {link.confidence && <span class="mark inferred">{c('inferred')} · {c(link.confidence)}</span>}
        {link.collective && <span class="mark">{c('collective')}</span>}
        {link.scope && <span class="mark">{c('scope', { city: link.scope.label })}</span>}
        {weak && <span class="mark weak">{t('weakest')}</span>}
        {step.parallel.length > 0 && <span class="mark" title={step.parallel.map((p) => p.text).join('\n')}>{t('parallel', { n: step.parallel.length })}</span>}
        {link.basis && <span class="basis">{c('basis')}: {link.basis}</span>}
      </li>
      <Stop of={step.to} names={names} canvas={canvas} />
    </>
  );
}

function Stop({ of, names, canvas }: { of: Step['from']; names: Names; canvas: Canvas }) {
  const there = canvas.get().scene.nodes.get(of.id);
  return (
    <li class="stop">
      <button type="button" class="quiet" disabled={!there} onClick={() => canvas.select([of.id])}><bdi>{of.label}</bdi></button>
      <span class="count">{names.kind(of.kind)}</span>
    </li>
  );
}

const sureness = { HIGH: 3, MEDIUM: 2, LOW: 1 } as const;

// The least sure step; none where all is stated.
export function weakestOf(path: PathData): Step | null {
  const inferred = path.steps.filter((s) => s.link.assertion === 'INFERRED');
  const rank = (s: Step) => (s.link.confidence ? sureness[s.link.confidence] : 0);
  return inferred.reduce<Step | null>((least, s) => (least === null || rank(s) < rank(least) ? s : least), null);
}
