import { OntologyLabels, type Kind, type OntologyLabelsResult, type Relationship } from './documents.gen';
import { useAnswer } from './useAnswer';
import { useLanguage } from '../i18n/language';

type Ontology = NonNullable<OntologyLabelsResult['ontology']>;
export type KindInfo = Ontology['kinds'][number];
export type RelationshipInfo = Ontology['relationships'][number];

// The names of kinds and relationships in the reader's language. Nothing in
// the explorer names a kind itself: all is read from here.
export interface Names {
  readonly kinds: readonly KindInfo[];
  readonly relationships: readonly RelationshipInfo[];
  kind(kind: Kind): string;
  kindIndex(kind: Kind): number;
  color(kind: Kind): string;
  relationship(relationship: Relationship): string;
  // How it reads from one end; `backwards` from the other. `…` stands where the far end goes.
  reading(relationship: Relationship, backwards: boolean): string;
}

function namesOf(ontology: Ontology, zh: boolean): Names {
  const kinds = new Map(ontology.kinds.map((k, i) => [k.kind, { info: k, index: i }]));
  const relationships = new Map(ontology.relationships.map((r) => [r.relationship, r]));
  return {
    kinds: ontology.kinds,
    relationships: ontology.relationships,
    kind: (kind) => (zh ? kinds.get(kind)?.info.zh : kinds.get(kind)?.info.en) ?? kind,
    kindIndex: (kind) => kinds.get(kind)?.index ?? 0,
    color: (kind) => kinds.get(kind)?.info.color ?? 'currentColor',
    relationship: (name) => (zh ? relationships.get(name)?.zh : relationships.get(name)?.en) ?? name,
    reading(name, backwards) {
      const r = relationships.get(name);
      if (!r) return name;
      if (backwards) return zh ? r.backZh : r.backEn;
      return zh ? r.readingZh : r.readingEn;
    },
  };
}

// Null until the ontology is there.
export function useNames(): Names | null {
  const language = useLanguage();
  const answer = useAnswer(OntologyLabels, {});
  if (answer.state !== 'there' || !answer.data.ontology) return null;
  return namesOf(answer.data.ontology, language === 'ZH');
}
