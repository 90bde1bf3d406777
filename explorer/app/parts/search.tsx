// The search box of the header and of the start page. See pages/start.tsx.
export function SearchBox() {
  return null;
}
