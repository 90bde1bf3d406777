import { PropertyNames, type Kind, type Relationship } from '../api/documents.gen';
import { useAnswer } from '../api/useAnswer';
import { useLanguage } from '../i18n/language';

// Words for the properties of links, and which properties of entities are
// dates. A period is no date: the figures have those.
export interface Details {
  value(relationship: Relationship, property: string, value: string): string;
  isDate(kind: Kind, property: string): boolean;
}

// Null until the ontology is there.
export function useDetails(): Details | null {
  const zh = useLanguage() === 'ZH';
  const answer = useAnswer(PropertyNames, {});
  if (answer.state !== 'there' || !answer.data.ontology) return null;
  const { kinds, relationships } = answer.data.ontology;
  const words = new Map(relationships.flatMap((r) => r.properties.flatMap((p) => (p.values ?? []).map((v) => [`${r.relationship} ${p.name} ${v.value}`, zh ? v.zh : v.en] as const))));
  const dates = new Set(kinds.flatMap((k) => k.properties.filter((p) => p.type === 'PartialDate').map((p) => `${k.kind} ${p.name}`)));
  return {
    value: (relationship, property, value) => words.get(`${relationship} ${property} ${value}`) ?? value,
    isDate: (kind, property) => dates.has(`${kind} ${property}`),
  };
}
