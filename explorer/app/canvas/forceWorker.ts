import { Force, type ForceInput } from './force';

// Runs the force layout aside, so that the page stays alive, and sends the
// places now and then. A file of its own: the policy allows no blob workers.
interface Scope {
  onmessage: ((event: MessageEvent<ForceInput>) => void) | null;
  postMessage(places: Float64Array): void;
}

const scope = self as unknown as Scope;

scope.onmessage = (event) => {
  const force = new Force(event.data);
  const slice = () => {
    const until = performance.now() + 60;
    let going = true;
    while (going && performance.now() < until) going = force.step();
    scope.postMessage(force.places.slice());
    if (going) setTimeout(slice);
    else scope.postMessage(new Float64Array(0)); // done
  };
  slice();
};
