// The icons of tools, drawn with one stroke of the text's colour.
const paths = {
  undo: 'M9 14 4 9l5-5 M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'm15 14 5-5-5-5 M20 9H10a6 6 0 0 0 0 12h3',
  fit: 'M4 9V5a1 1 0 0 1 1-1h4 M15 4h4a1 1 0 0 1 1 1v4 M20 15v4a1 1 0 0 1-1 1h-4 M9 20H5a1 1 0 0 1-1-1v-4',
  zoomIn: 'M12 5v14 M5 12h14',
  zoomOut: 'M5 12h14',
  box: 'M4 4h3 M10.5 4h3 M17 4h3v3 M20 10.500v3 M20 17v3h-3 M13.5 20h-3 M7 20H4v-3 M4 13.5v-3 M4 7V4',
  hide: 'M3 3l18 18 M10.600 6.100A10 10 0 0 1 22 12a13 13 0 0 1-2.500 3.300 M6.500 7.500A13 13 0 0 0 2 12s3.500 7 10 7a10 10 0 0 0 4.500-1.100',
  keepOnly: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M12 2v3 M12 19v3 M2 12h3 M19 12h3',
  pin: 'M12 17v5 M8 3h8l-1 7 3 4H6l3-4-1-7Z',
  connect: 'M6 8.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z M18 20.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z M6 8.500c0 6 12 3 12 7',
  unfold: 'M4 12C8 5 16 5 20 12 M4 12h16 M4 12c4 7 12 7 16 0',
  share: 'M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1 M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1',
  export: 'M12 3v12 M7 10l5 5 5-5 M4 20h16',
  table: 'M4 5h16v14H4Z M4 10h16 M4 14.500h16 M10 5v14',
  close: 'M6 6l12 12 M18 6 6 18',
  swap: 'M7 4 3 8l4 4 M3 8h14 M17 12l4 4-4 4 M21 16H7',
  code: 'm8 7-5 5 5 5 M16 7l5 5-5 5',
  page: 'M14 4h6v6 M20 4l-9 9 M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
  path: 'M5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M19 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M7 17h7a3 3 0 0 0 0-6h-4a3 3 0 0 1 0-4h7',
  copy: 'M9 9h11v11H9Z M5 15H4V4h11v1',
  up: 'm6 14 6-6 6 6',
  down: 'm6 10 6 6 6-6',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={paths[name]} /></svg>;
}
