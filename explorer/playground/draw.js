import { getNamedType, isCompositeType, Kind, parse, print, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

// What a result says of its sources and of what was kept out of it is not part
// of what is to be drawn.
const aside = new Set(['Evidence', 'PathSource', 'Completeness', 'Ontology', 'Statistics']);

const field = (name, alias, selections) => ({
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: name },
  ...(alias ? { alias: { kind: Kind.NAME, value: alias } } : {}),
  ...(selections ? { selectionSet: { kind: Kind.SELECTION_SET, selections } } : {}),
});
const identity = [field('__typename', 'jqType'), field('id', 'jqId')];

// The query with the type and the id of all that has one, under names of our
// own: what a reader left out is drawn as well.
export function identified(query, schema) {
  const types = new TypeInfo(schema);
  const change = {
    SelectionSet: {
      leave(node) {
        const type = types.getParentType();
        if (!type || !isCompositeType(type) || !type.getFields?.().id) return undefined;
        return { ...node, selections: [...node.selections, ...identity, ...ends(type)] };
      },
    },
    Field: {
      enter() {
        const type = types.getType();
        return type && aside.has(getNamedType(type).name) ? false : undefined;
      },
    },
  };
  return print(visit(parse(query), visitWithTypeInfo(types, change)));
}

// A link is drawn between its ends.
function ends(type) {
  const { from, to } = type.getFields();
  return from && to ? [field('from', 'jqFrom', identity), field('to', 'jqTo', identity)] : [];
}

// The ids of the entities and links anywhere in a result, in the order they
// come up, each once.
export function drawables(data) {
  const entities = new Set();
  const links = new Set();
  const walk = (value) => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) return value.forEach(walk);
    if (value.jqId) (value.jqFrom ? links : entities).add(value.jqId);
    Object.values(value).forEach(walk);
  };
  walk(data);
  return { entities: [...entities], links: [...links] };
}
