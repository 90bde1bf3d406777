import '../styles/canvas.css';
import '../styles/panels.css';
import '../styles/print.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useNames, type Names } from '../api/ontology';
import { useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import { EntityBox } from '../parts/search';
import { Waiting } from '../parts/states';
import { tabKeys } from '../parts/tabs';
import { Icon } from '../parts/icons';
import { embedded, go, type Place } from '../router';
import { Arranger } from '../canvas/arrange';
import { bring } from '../canvas/load';
import { keys } from '../canvas/keys';
import type { Renderer } from '../canvas/renderer';
import { Canvas, useCanvas } from '../canvas/store';
import { useAddress } from '../canvas/useAddress';
import { Drawing } from '../panels/drawing';
import { Details } from '../panels/details';
import { ExportMenu } from '../panels/exportMenu';
import { Legend } from '../panels/legend';
import { PathPanel } from '../panels/paths';
import { Printed } from '../panels/printed';
import { readQuestion, writeQuestion, noEnd, type Question } from '../panels/pathQuestion';
import { StatusLine } from '../panels/statusLine';
import { ShareButtons } from '../panels/share';
import { Table } from '../panels/table';
import { Toolbar } from '../panels/toolbar';
import type { PageProps } from './index';

export default function CanvasPage({ place }: PageProps) {
  const names = useNames();
  return names ? <Workbench names={names} place={place} /> : <Waiting />;
}

type Side = 'legend' | 'details' | 'paths';

function Workbench({ names, place }: { names: Names; place: Place }) {
  const t = useWords(canvasWords);
  const canvas = useMemo(() => new Canvas(), []);
  const renderer = useRef<Renderer | null>(null);
  const arranger = useMemo(() => new Arranger(canvas, () => renderer.current), []);
  const { opened, table, setTable } = useAddress(canvas, arranger, names, place);
  const [side, turn] = useState<Side>(place.query.has('from') || place.query.has('to') ? 'paths' : 'details');
  const { selected, scene } = useCanvas(canvas);
  const linksAlone = selected.size > 0 && [...selected].every((key) => scene.edges.has(key));
  useEffect(() => {
    const key = keys(canvas, () => renderer.current);
    addEventListener('keydown', key);
    return () => { removeEventListener('keydown', key); arranger.stop(); };
  }, []);
  useEffect(() => { document.title = `${t('title')} · 金桥 Jinqiao`; });
  useEffect(() => { if (selected.size > 0 && side === 'legend') turn('details'); }, [selected]);
  const ask = (q: Question) => {
    const query = new URLSearchParams(location.search);
    writeQuestion(q, query);
    go(`/canvas?${query}${location.hash}`);
    turn('paths');
  };
  const pathsFrom = (id: string) => ask({ ...readQuestion(place.query), from: { ...noEnd, id } });
  const add = async (id: string) => {
    await bring(canvas, { seeds: { ids: [id] }, hops: 0 });
    canvas.select([id]);
    turn('details');
  };
  const column = (
    <>
      <EntityBox label={t('add')} placeholder={t('add')} kinds={[]} emptied onChoose={(c) => void add(c.id)} />
      <Legend canvas={canvas} names={names} />
    </>
  );
  const getRenderer = () => renderer.current;
  return (
    <div class="workbench" data-side={side} data-table={table} data-chosen={selected.size > 0}>
      <h1 class="hidden-text">{t('title')}</h1>
      <section class="middle" aria-label={t('title')}>
        <div class="middle-bar">
          <Toolbar canvas={canvas} renderer={getRenderer} lay={(layout) => arranger.lay(layout)} />
          {!embedded() && <ShareButtons canvas={canvas} opened={opened} />}
          <ExportMenu canvas={canvas} renderer={getRenderer} names={names} />
          <button type="button" class="quiet" title={t('table')} aria-pressed={table} onClick={() => setTable(!table)}><Icon name="table" /><span class="label">{t('table')}</span></button>
        </div>
        <Drawing canvas={canvas} names={names} hold={(r) => { renderer.current = r; }} />
        <Printed canvas={canvas} renderer={getRenderer} names={names} />
        {embedded() && <details class="embed-legend"><summary>{t('legend')}</summary><Legend canvas={canvas} names={names} /></details>}
        <StatusLine canvas={canvas} />
        {table && <Table canvas={canvas} names={names} close={() => setTable(false)} />}
      </section>
      <aside class="left" aria-label={t('legend')}>{column}</aside>
      <aside class="right" aria-label={t('panels')}>
        <div class="tabs" role="tablist" aria-label={t('panels')} onKeyDown={tabKeys}>
          {(['details', 'paths', 'legend'] as const).map((s) => (
            <button key={s} id={`tab-${s}`} type="button" role="tab" class={`quiet tab-${s}`} aria-selected={side === s} tabIndex={side === s ? 0 : -1} aria-controls="side" onClick={() => turn(s)}>{t(s)}</button>
          ))}
        </div>
        <div id="side" class="side" role="tabpanel" aria-labelledby={`tab-${side}`} tabIndex={-1}>
          {side === 'details' && <Details canvas={canvas} names={names} pathsFrom={pathsFrom} />}
          {side === 'paths' && linksAlone && <div class="chosen-link"><Details canvas={canvas} names={names} pathsFrom={pathsFrom} /></div>}
          {side === 'paths' && <PathPanel canvas={canvas} arranger={arranger} names={names} question={readQuestion(place.query)} change={ask} />}
          {side === 'legend' && column}
        </div>
      </aside>
    </div>
  );
}
