import { useNames } from '../api/ontology';
import { Waiting } from '../parts/states';

export default function CanvasPage() {
  const names = useNames();
  return names ? <div class="page" /> : <Waiting />;
}
