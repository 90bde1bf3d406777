import type { Kind } from '../api/documents.gen';
import { useNames } from '../api/ontology';
import { entityLink } from '../router';
import { KindMark } from './kindMark';

// The mark of a kind, as on the canvas.
export function KindOf({ kind, group = false, size = 14 }: { kind: Kind; group?: boolean; size?: number }) {
  const names = useNames();
  return names && <KindMark kindIndex={names.kindIndex(kind)} color={names.color(kind)} group={group} size={size} />;
}

export interface Named {
  readonly id: string;
  readonly kind: Kind;
  readonly label: string;
  readonly cohort?: { readonly text: string } | null;
}

// An entity by name, with its mark; leads to its page.
export function EntityLink({ entity }: { entity: Named }) {
  const names = useNames();
  return (
    <a class="entity" href={entityLink(entity.id)} title={names?.kind(entity.kind)}>
      <KindOf kind={entity.kind} group={Boolean(entity.cohort)} /><bdi>{entity.label}</bdi>
    </a>
  );
}
