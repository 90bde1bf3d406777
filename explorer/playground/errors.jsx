import { useEffect, useState } from 'react';
import { lastAnswer, onAnswer } from './fetcher.js';

// What each code means to the one who asked, and whose turn it is.
const meanings = {
  GRAPHQL_PARSE_FAILED: ['查询的写法有误', 'The query is not written correctly'],
  GRAPHQL_VALIDATION_FAILED: ['查询与接口不符', 'The query does not fit the API'],
  BAD_USER_INPUT: ['参数有误', 'An argument is wrong'],
  INVALID_CURSOR: ['游标不属于这个列表', 'The cursor is not of this list'],
  NOT_FOUND: ['没有这个标识', 'No such id'],
  AMBIGUOUS: ['名称对应多个实体', 'Several entities have this name'],
  CONFLICT: ['与已有内容冲突', 'In conflict with what is there'],
  FORBIDDEN: ['没有权限', 'Not allowed'],
  UNAUTHENTICATED: ['需要登录', 'Sign in first'],
  TOO_COMPLEX: ['查询过大，请减少层级或每页数量', 'The query is too large: ask for fewer levels or smaller pages'],
  TOO_LARGE: ['结果过大，请缩小范围', 'The answer is too large: ask for less'],
  TIMEOUT: ['用时过长，请缩小范围', 'It took too long: ask for less'],
  UNAVAILABLE: ['服务器尚未就绪，请稍候再试', 'The server is not ready: try again in a moment'],
  INTERNAL: ['服务器出错，请把编号告诉管理员', 'The server failed: tell its operator the number'],
};

const place = ({ locations, path }) =>
  [locations?.map((l) => `${l.line}:${l.column}`).join(', '), path?.join('.')].filter(Boolean).join(' · ');

// What an error offers in its stead.
const offers = ({ suggestions = [], ids = [] } = {}) => [...suggestions, ...ids].map((o) => (typeof o === 'string' ? o : JSON.stringify(o)));

function Problem({ error }) {
  const code = error.extensions?.code ?? '';
  const [zh, en] = meanings[code] ?? ['出错了', 'Something went wrong'];
  const offered = offers(error.extensions);
  return (
    <li>
      <strong>{zh} <span lang="en">{en}</span></strong>
      <p>{error.message}</p>
      {offered.length > 0 && <p className="jq-offers">{offered.map((o) => <code key={o}>{o}</code>)}</p>}
      <small>{code && <code>{code}</code>} {place(error)}</small>
    </li>
  );
}

// The errors of the last answer in words, below the result as it came.
export function Errors() {
  const [errors, show] = useState([]);
  useEffect(() => onAnswer(() => show(lastAnswer().answer.errors ?? [])), []);
  if (errors.length === 0) return null;
  return (
    <section className="jq-errors" aria-label="错误 / Errors">
      <div role="alert"><ul>{errors.map((error, i) => <Problem key={i} error={error} />)}</ul></div>
    </section>
  );
}
