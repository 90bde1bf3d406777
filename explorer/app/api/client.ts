// Talks to /graphql. The operations and their types are in documents.gen.ts,
// made from the .graphql files by `go generate ./...`.

// An operation with the types of its result and its variables.
export interface Operation<Result, Variables> {
  readonly name: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Result; // never there: holds the types
}

// What the API says when it refuses (`extensions.code`), or what went wrong on
// the way to it: OFFLINE where there was no answer at all.
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly suggestions: readonly string[] = [],
    readonly ids: readonly string[] = [],
  ) {
    super(message);
  }
}

interface Answer<Result> {
  data?: Result | null;
  errors?: {
    message: string;
    extensions?: { code?: string; suggestions?: string[]; ids?: string[] };
  }[];
}

// Asks the API. Any error in the answer is thrown, so that half an answer is
// never shown as a whole one.
export async function ask<Result, Variables>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const answer = await post<Result>({ query: operation.text, operationName: operation.name, variables }, signal);
  const error = answer.errors?.[0];
  if (error) {
    const { code = 'INTERNAL', suggestions = [], ids = [] } = error.extensions ?? {};
    throw new ApiError(error.message, code, suggestions, ids);
  }
  if (!answer.data) throw new ApiError('The answer is empty.', 'INTERNAL');
  return answer.data;
}

async function post<Result>(body: unknown, signal?: AbortSignal): Promise<Answer<Result>> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError('The server did not answer.', 'OFFLINE');
  }
  try {
    return (await response.json()) as Answer<Result>;
  } catch {
    throw new ApiError(`The server answered ${response.status}.`, response.status === 503 ? 'UNAVAILABLE' : 'INTERNAL');
  }
}

// The address of the playground with this very question in it.
export function playgroundLink<Result, Variables>(operation: Operation<Result, Variables>, variables: Variables): string {
  const given = Object.keys(variables as object).length > 0;
  const query = `query=${encodeURIComponent(operation.text)}`;
  return `/playground#${query}${given ? `&variables=${encodeURIComponent(JSON.stringify(variables, null, 2))}` : ''}`;
}
