import { useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import { language, useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import type { Names } from '../api/ontology';
import { token } from '../theme';
import { Icon } from '../parts/icons';
import { Menu } from '../parts/menu';
import type { Renderer } from '../canvas/renderer';
import { passes } from '../canvas/scene';
import { save, sceneSvg } from '../canvas/svg';
import { headingOf, type Canvas } from '../canvas/store';

// The files that the server makes; their names are those of its addresses.
const files = ['network.xlsx', 'nodes.csv', 'edges.csv', 'graph.gexf', 'graph.graphml', 'graph.json', 'brief.docx', 'brief.md'] as const;

const words = {
  'network.xlsx': ['表格 XLSX（含出处）', 'Workbook, XLSX (with sources)'],
  'nodes.csv': ['实体 CSV', 'Entities, CSV'],
  'edges.csv': ['关系 CSV', 'Links, CSV'],
  'graph.gexf': ['Gephi GEXF', 'Gephi, GEXF'],
  'graph.graphml': ['GraphML', 'GraphML'],
  'graph.json': ['JSON', 'JSON'],
  'brief.docx': ['简报 DOCX（句子与编号出处）', 'Brief, DOCX (sentences, numbered sources)'],
  'brief.md': ['简报 Markdown', 'Brief, Markdown'],
} as const;

export function ExportMenu({ canvas, renderer, names }: { canvas: Canvas; renderer: () => Renderer | null; names: Names }) {
  const t = useWords(canvasWords);
  const w = useWords(words);
  const [working, work] = useState(false);
  const run = (make: () => Promise<void>) => {
    work(true);
    make().catch((error: unknown) => canvas.set({ error })).finally(() => work(false));
  };
  const png = async () => {
    const picture = renderer()?.picture();
    const blob = await new Promise<Blob | null>((done) => (picture ? picture.toBlob(done, 'image/png') : done(null)));
    if (blob) save(blob, 'jinqiao.png');
  };
  const svg = async () => {
    const colors = { paper: token('canvas'), ink: token('ink'), soft: token('ink-faint'), edge: token('edge'), strong: token('edge-strong'), weak: token('bad') };
    const text = sceneSvg(canvas.get(), colors, 1400, headingOf(canvas.get(), names));
    save(new Blob([text], { type: 'image/svg+xml' }), 'jinqiao.svg');
  };
  return (
    <Menu label={t('export')} icon={<Icon name="export" />} busy={working}>
      <button type="button" role="menuitem" onClick={() => run(png)}>{t('png')}</button>
      <button type="button" role="menuitem" onClick={() => run(svg)}>{t('svg')}</button>
      {files.map((file) => <button key={file} type="button" role="menuitem" onClick={() => run(() => fetchFile(file, shown(canvas)))}>{w(file)}</button>)}
    </Menu>
  );
}

// What is on the canvas and passes its filter: entities and links by id.
function shown(canvas: Canvas): string[] {
  const { scene, filter } = canvas.get();
  const nodes = [...scene.nodes.values()].filter((n) => !filter.kinds.has(n.kind)).map((n) => n.key);
  return [...nodes, ...[...scene.edges.values()].filter((e) => passes(scene, filter, e)).map((e) => e.key)];
}

async function fetchFile(file: string, ids: string[]): Promise<void> {
  const response = await fetch(`/export/${file}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ids, language: language().toLowerCase() }),
  });
  if (!response.ok) throw await refusal(response);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  save(await response.blob(), name ? decodeURIComponent(name) : file);
}

async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const { errors } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
    const first = errors?.[0];
    if (first) return new ApiError(first.message, first.extensions?.code ?? 'INTERNAL');
  } catch {
    // Not JSON: the text is the message.
  }
  return new ApiError(text.slice(0, 300) || `The server answered ${response.status}.`, 'INTERNAL');
}
