import { useEffect, useState } from 'react';
import { pick, ToolbarButton, useGraphiQL } from '@graphiql/react';
import { drawables, identified } from './draw.js';
import { ask, lastAnswer, onAnswer } from './fetcher.js';

// As many as the canvas takes at once and a picture can show.
const atMost = 500;

const canvasLink = (ids) => `/canvas?ids=${ids.join('.')}`;

// Finds what can be drawn in the last result, by asking the same once more with
// the ids that the reader left out.
async function find(schema) {
  const { request } = lastAnswer();
  const answer = await ask({ ...request, query: identified(request.query, schema) });
  const found = drawables(answer.data);
  if (found.entities.length > 0) return { link: canvasLink(found.entities.slice(0, atMost)), ...found };
  if (answer.errors?.length > 0 && !answer.data) return { said: `无法绘图：${answer.errors[0].message} / Cannot be drawn.` };
  return { said: '结果中没有实体或关系，无可绘制 / Nothing to draw: no entities or links in this result' };
}

function told({ entities, links }) {
  const left = entities.length - atMost;
  const zh = `${entities.length} 个实体、${links.length} 条关系${left > 0 ? `，只画前 ${atMost} 个实体` : ''}`;
  const en = `${entities.length} entities, ${links.length} links${left > 0 ? `; the first ${atMost} entities are drawn` : ''}`;
  return `${zh} / ${en}`;
}

// Opens the canvas with all entities and links of the last result.
export function DrawButton() {
  const schema = useGraphiQL(pick('schema')).schema;
  const [state, show] = useState({ said: '' });
  useEffect(() => onAnswer(() => show({ said: '' })), []);
  const draw = async () => {
    if (!lastAnswer()) return show({ said: '请先运行查询 / Run a query first' });
    if (!schema) return show({ said: '正在读取模式 / The schema is still being read', waits: true });
    try {
      const found = await find(schema);
      if (found.link) open(found.link, '_blank');
      show(found.link ? { link: found.link, said: told(found) } : found);
    } catch (error) {
      show({ said: `无法绘图 / Cannot be drawn: ${error.message}` });
    }
  };
  useEffect(() => { if (schema && state.waits) draw(); }, [schema]);
  return (
    <div className="jq-share">
      <ToolbarButton label="画到画布 / Draw on the canvas" className="jq-draw" onClick={draw}>
        <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
          <circle cx="6" cy="17" r="3" /><circle cx="18" cy="17" r="3" /><circle cx="12" cy="6" r="3" /><path d="M7.500 14.400 10.600 8.600M13.400 8.600l3.100 5.800M9 17h6" />
        </svg>
      </ToolbarButton>
      <span className="jq-said" role="status">{state.said}{state.link && <> <a href={state.link} target="_blank" rel="noopener">打开 / Open</a></>}</span>
    </div>
  );
}
