import { LivingExample, LivingNeighbours, MostLinked, type Picture } from '../api/documents.gen';
import { useNames } from '../api/ontology';
import { useAnswer } from '../api/useAnswer';
import { outline, shapeOf } from '../canvas/shapes';
import { useLanguage, useWords } from '../i18n/language';
import { startWords } from '../i18n/start';
import { canvasLink } from '../parts/links';
import { entityLink } from '../router';

const enough = 6; // nodes; fewer are no picture

// A small network of what is there, drawn with links: never an empty canvas.
export function LivingPicture() {
  const t = useWords(startWords);
  const language = useLanguage();
  const names = useNames();
  const chains = useAnswer(LivingExample, { language });
  const found = chains.state === 'there' ? chains.data.follow?.subgraph : null;
  const sparse = chains.state === 'failed' || (chains.state === 'there' && (found?.nodes.length ?? 0) < enough);
  const most = useAnswer(MostLinked, sparse && names ? { kinds: names.kinds.filter((k) => !k.context).map((k) => k.kind), first: 1, language } : null);
  const seeds = most.state === 'there' ? (most.data.entities?.nodes.map((n) => n.id) ?? []) : [];
  const near = useAnswer(LivingNeighbours, seeds.length > 0 ? { ids: seeds, language } : null);
  const picture = sparse ? (near.state === 'there' ? near.data.subgraph : null) : found;
  return (
    <section class="living">
      <h2>{t('living')}</h2>
      {picture ? <Drawing picture={picture} /> : <div class="picture" aria-hidden="true" />}
      <p class="faint">{!sparse && t('livingText')} {picture && <a href={canvasLink(picture.nodes.map((n) => n.key))}>{t('livingOpen')}</a>}</p>
    </section>
  );
}

type Node = Picture['nodes'][number];

const width = 560;
const height = 400;
const margin = { x: 62, top: 22, bottom: 36 };

// The places of the server, stretched to the frame.
function placed(picture: Picture): Node[] {
  const xs = picture.nodes.map((n) => n.x);
  const ys = picture.nodes.map((n) => n.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - left || 1, Math.max(...ys) - top || 1];
  return picture.nodes.map((n) => ({
    ...n,
    x: margin.x + ((n.x - left) / wide) * (width - 2 * margin.x),
    y: margin.top + ((n.y - top) / high) * (height - margin.top - margin.bottom),
  }));
}

const radiusOf = (n: Node): number => 5 + Math.min(6, Math.log2(1 + n.degree));
const textSize = 11.5;

// The labels that do not lie over another: those of the most connected first.
function labelled(nodes: readonly Node[]): Set<string> {
  const boxes: { x1: number; x2: number; y1: number; y2: number }[] = [];
  const shown = new Set<string>();
  for (const n of [...nodes].sort((a, b) => b.degree - a.degree)) {
    const half = (short(n.label).length * textSize * (/[\u3000-\u9fff]/.test(n.label) ? 1 : 0.55)) / 2;
    const y = n.y + radiusOf(n) + 3;
    const box = { x1: n.x - half, x2: n.x + half, y1: y, y2: y + textSize + 2 };
    if (boxes.some((b) => box.x1 < b.x2 && b.x1 < box.x2 && box.y1 < b.y2 && b.y1 < box.y2)) continue;
    boxes.push(box);
    shown.add(n.key);
  }
  return shown;
}

const short = (label: string): string => (label.length > 14 ? `${label.slice(0, 13)}…` : label);

function Drawing({ picture }: { picture: Picture }) {
  const t = useWords(startWords);
  const nodes = placed(picture);
  const at = new Map(nodes.map((n) => [n.key, n]));
  const labels = labelled(nodes);
  return (
    <svg class="picture" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={t('living')}>
      {picture.edges.map((e) => <Line key={e.key} from={at.get(e.source)} to={at.get(e.target)} inferred={e.inferred} label={e.label} />)}
      {nodes.map((n) => <Mark key={n.key} node={n} labelled={labels.has(n.key)} />)}
    </svg>
  );
}

function Line({ from, to, inferred, label }: { from: Node | undefined; to: Node | undefined; inferred: boolean; label: string }) {
  if (!from || !to) return null;
  return <line class={inferred ? 'edge inferred' : 'edge'} x1={from.x} y1={from.y} x2={to.x} y2={to.y}><title>{label}</title></line>;
}

function Mark({ node, labelled: named }: { node: Node; labelled: boolean }) {
  const radius = radiusOf(node);
  return (
    <a class={named ? '' : 'unnamed'} href={entityLink(node.key)} aria-label={node.label}>
      <title>{node.label}</title>
      <path d={outline(shapeOf(node.kindIndex), node.x, node.y, radius)} fill={node.color} />
      <text x={node.x} y={node.y + radius + textSize + 2}>{short(node.label)}</text>
    </a>
  );
}
