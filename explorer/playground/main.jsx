import './workers.js';
// GraphiQL loads the editor on demand; named here too, its styles go into main.css.
import 'monaco-graphql/esm/monaco-editor.js';
import './theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.jsx';
import { loadQuestions, welcome } from './questions.js';
import { chinese } from './say.js';
import { takeShared } from './share.jsx';

document.documentElement.lang = chinese ? 'zh-CN' : 'en';
const questions = await loadQuestions();
const page = document.getElementById('playground');
createRoot(page).render(<App questions={questions} welcome={welcome(questions)} shared={takeShared()} />);
