import { useEffect, useState } from 'preact/hooks';
import { ask, playgroundLink } from '../api/client';
import { useAnswer } from '../api/useAnswer';
import { KindProperties, Paths, PathsKeptOut, type KindPropertiesResult, type PathsResult, type PathsVariables } from '../api/documents.gen';
import type { Names } from '../api/ontology';
import { useLanguage, useWords } from '../i18n/language';
import { pathWords } from '../i18n/paths';
import { Await, Failed } from '../parts/states';
import { Icon } from '../parts/icons';
import type { Arranger } from '../canvas/arrange';
import { bring } from '../canvas/load';
import type { Scene } from '../canvas/scene';
import { useCanvas, type Canvas } from '../canvas/store';
import { Completeness } from './completeness';
import { Comparison } from './comparison';
import { PathForm } from './pathForm';
import { PathView, weakestOf, type PathData } from './pathView';
import { isWhole, optionsOf, setOf, type Question } from './pathQuestion';

export type PathAnswer = NonNullable<PathsResult['paths']>;
type Kinds = NonNullable<KindPropertiesResult['ontology']>['kinds'];

interface Props {
  readonly canvas: Canvas;
  readonly arranger: Arranger;
  readonly names: Names;
  readonly question: Question;
  readonly change: (q: Question) => void;
}

// What links one end to another.
export function PathPanel({ canvas, arranger, names, question, change }: Props) {
  const language = useLanguage();
  const properties = useAnswer(KindProperties, { language });
  const { selected } = useCanvas(canvas);
  const nodes = canvas.selectedNodes();
  return (
    <Await answer={properties}>
      {({ ontology }) => {
        const kinds = ontology?.kinds ?? [];
        return (
          <div class="paths">
            <PathForm {...{ question, change, names, kinds }} selected={selected.size === 1 ? nodes[0] ?? null : null} />
            {isWhole(question) && <Answer key={JSON.stringify([question, language])} {...{ canvas, arranger, names, question, change, kinds }} />}
          </div>
        );
      }}
    </Await>
  );
}

function Answer({ canvas, arranger, names, question, change, kinds }: Props & { kinds: Kinds }) {
  const language = useLanguage();
  const variables = { from: setOf(question.from, kinds), to: setOf(question.to, kinds), options: optionsOf(question), first: 5, language };
  const answer = useAnswer(Paths, variables);
  return <Await answer={answer}>{({ paths }) => paths && <Found {...{ canvas, arranger, names, question, change, variables }} first={paths} />}</Await>;
}

function Found({ canvas, arranger, names, question, change, variables, first }: Props & { variables: PathsVariables; first: PathAnswer }) {
  const t = useWords(pathWords);
  const [pages, add] = useState<readonly PathAnswer[]>([first]);
  const [error, fail] = useState<unknown>(null);
  const [compared, compare] = useState<readonly string[]>([]);
  const [drawn, mark] = useState<string | null>(null);
  const paths = pages.flatMap((p) => p.nodes);
  const last = pages[pages.length - 1] ?? first;
  const more = () => ask(Paths, { ...variables, after: last.pageInfo.endCursor }).then((r) => r.paths && add([...pages, r.paths]), fail);
  const draw = async (some: readonly PathData[]) => {
    mark(some.length === 1 ? some[0]?.key ?? null : null);
    await drawPaths(canvas, arranger, some);
  };
  useEffect(() => {
    if (canvas.get().scene.nodes.size > 0) return;
    const ends = [question.from.id, question.to.id].filter((id) => id !== null);
    if (paths.length > 0) void draw(paths);
    else if (ends.length > 0) void bring(canvas, { seeds: { ids: ends }, hops: 1 }); // no path: at least what is around
  }, []);
  const toggle = (key: string) => {
    const next = compared.includes(key) ? compared.filter((k) => k !== key) : [...compared, key].slice(-2);
    compare(next);
    const two = paths.filter((p) => next.includes(p.key));
    if (two.length === 2) void draw(two);
  };
  const [a, b] = compared.map((key) => paths.find((p) => p.key === key));
  return (
    <>
      <div class="paths-head">
        {paths.length > 0 && <h2>{t(last.pageInfo.hasNextPage ? 'foundMore' : 'found', { n: paths.length })}</h2>}
        {paths.length > 1 && <button type="button" class="small" onClick={() => void draw(paths)}>{t('drawAll')}</button>}
        <a class="small" href={playgroundLink(Paths, variables)}><Icon name="code" />{t('graphql')}</a>
      </div>
      <Completeness answer={first} none={paths.length === 0} pass={() => change({ ...question, relax: [...question.relax, 'HUBS'] })} />
      {a && b && <Comparison a={a} b={b} names={names} />}
      {pages.map((page, n) => (
        <ol key={n} class="path-list">
          {page.nodes.map((path) => (
            <PathView key={path.key} path={path} names={names} page={page} drawn={drawn === path.key} compared={compared.indexOf(path.key)} draw={() => void draw([path])} compare={() => toggle(path.key)} canvas={canvas} />
          ))}
        </ol>
      ))}
      {error !== null && <Failed error={error} />}
      {last.pageInfo.hasNextPage && <button type="button" onClick={() => void more()}>{t('more')}</button>}
      <KeptOut variables={variables} question={question} change={change} asked={paths.length === 0} />
    </>
  );
}

// Draws paths and makes them stand out, their weakest links most. Where nothing else is on the canvas they
// go from left to right.
async function drawPaths(canvas: Canvas, arranger: Arranger, paths: readonly PathData[]): Promise<void> {
  const ids = new Set(paths.flatMap((p) => p.nodes.map((n) => n.id)));
  const starts = paths.flatMap((p) => p.nodes.slice(0, 1).map((n) => n.id));
  const alone = (scene: Scene) => [...scene.nodes.keys()].every((key) => ids.has(key));
  await bring(canvas, { seeds: { ids: [...ids] }, hops: 0 }, (scene) => (alone(scene) ? arranger.inSteps(scene, [...new Set(starts)]) : null));
  const links = paths.flatMap((p) => p.steps.flatMap((s) => [s.link.id, ...s.parallel.map((l) => l.id)]));
  const weak = paths.flatMap((p) => weakestOf(p)?.link.id ?? []);
  canvas.set({ marked: new Set([...ids, ...links]), weak: new Set(weak), selected: new Set() });
}

// What each rule kept out; asked at once where no path was found.
function KeptOut({ variables, question, change, asked }: { variables: PathsVariables; question: Question; change: (q: Question) => void; asked: boolean }) {
  const t = useWords(pathWords);
  const [open, ask_] = useState(asked);
  const { from, to, options, language } = variables;
  const answer = useAnswer(PathsKeptOut, open ? { from, to, ...(options ? { options } : {}), language } : null);
  if (!open) return <button type="button" class="quiet kept-out-ask" onClick={() => ask_(true)}>{t('keptOut')}</button>;
  return (
    <section class="kept-out">
      <h2>{t('keptOut')}</h2>
      <Await answer={answer}>
        {({ paths }) => {
          const out = paths?.completeness.excluded.filter((x) => x.paths > 0) ?? [];
          if (out.length === 0) return <p>{t('keptOutNone')}</p>;
          return (
            <ul>
              {out.map((x) => (
                <li key={x.rule}>
                  <p>
                    <b>{t(`rule${x.rule}`)}</b>{t('colon')}{t(x.exact ? 'keptOutBy' : 'keptOutAtLeast', { n: x.paths })}{' '}
                    <button type="button" class="small" onClick={() => change(x.rule === 'INFERRED' ? { ...question, stated: false } : { ...question, relax: [...question.relax, x.rule] })}>{t('useThem')}</button>
                  </p>
                  {x.example && <p class="example">{t('forExample')}<bdi>{x.example.text}</bdi></p>}
                </li>
              ))}
            </ul>
          );
        }}
      </Await>
    </section>
  );
}
