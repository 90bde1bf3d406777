import { AbstractEdgeProgram, AbstractNodeProgram } from 'sigma/rendering';

// Stand where sigma would compile programs of her own that nothing here uses:
// that takes a processor without a graphics card a tenth of a second.
export class NoNodes extends AbstractNodeProgram {
  override drawLabel = undefined;
  override drawHover = undefined;
  override reallocate(): void {}
  override process(): void {}
  override render(): void {}
  override kill(): void {}
}

export class NoEdges extends AbstractEdgeProgram {
  override drawLabel = undefined;
  override reallocate(): void {}
  override process(): void {}
  override render(): void {}
  override kill(): void {}
}
