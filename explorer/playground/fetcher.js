// What was asked last, and what came back: for the buttons beside the result.
let last = null;
const listeners = new Set();

export const lastAnswer = () => last;

// Calls back after every answer; returns how to stop that.
export function onAnswer(tell) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

// Sends one request and returns what the server answered, errors included: a
// GraphQL error is an answer to read. Asked for plain JSON, the server gives it
// as one (200), so that a slip in a query is no failed request in the console.
export async function ask(request, headers = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`HTTP ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
  }
}

// The same for the editor, which asks for the schema this way too.
export async function fetcher(request, options) {
  const answer = await ask(request, options?.headers);
  if (request.operationName !== 'IntrospectionQuery') {
    last = { request, answer };
    listeners.forEach((tell) => tell());
  }
  return answer;
}
