import { chinese } from './say.js';

// What its package leaves in English.
const missing = { editor: '编辑器' };

// The editor's own Chinese, by its English. The build puts both together from the
// packages; only who reads Chinese fetches them.
const words = chinese ? { ...(await import('editor-words-in-chinese')).default, ...missing } : {};

// Returns a word of the editor in the reader's language.
export const editorWord = (en) => words[en] ?? en;
