import { entityLink } from '../router';

export { entityLink };

// The canvas with these entities, and the links among them.
export const canvasLink = (ids: readonly string[]): string => `/canvas?ids=${ids.join('.')}`;

// The canvas with an entity and what is next to it.
export const aroundLink = (id: string): string => `/canvas?seeds=${id}`;

// The canvas with the panel for paths, one end chosen.
export const pathsLink = (id: string): string => `/canvas?seeds=${id}&from=id:${id}`;

// A question with its slots filled in.
export function questionLink(name: string, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(values).toString();
  return `/question/${encodeURIComponent(name)}${query ? `?${query}` : ''}`;
}

// The playground with any query in it.
export function queryLink(query: string, variables: Readonly<Record<string, unknown>>): string {
  return `/playground#query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(variables, null, 2))}`;
}
