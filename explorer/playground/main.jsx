import './workers.js';
// GraphiQL loads the editor on demand; named here too, its styles go into main.css.
import 'monaco-graphql/esm/monaco-editor.js';
import './theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.jsx';
import { loadExamples, welcome } from './examples.js';
import { takeShared } from './share.jsx';

const examples = await loadExamples();
const page = document.getElementById('playground');
createRoot(page).render(<App examples={examples} welcome={welcome(examples)} shared={takeShared()} />);
