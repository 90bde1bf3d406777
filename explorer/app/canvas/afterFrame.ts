// Runs something once what was drawn is on the screen. What is returned puts it off.
export function afterFrame(run: () => void): () => void {
  let timer = 0;
  const frame = requestAnimationFrame(() => { timer = window.setTimeout(run); });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
