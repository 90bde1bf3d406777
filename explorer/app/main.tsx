import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import { render } from 'preact';
import { markPage } from './i18n/language';
import { isPage, prepare } from './pages';
import { startRouter } from './router';
import { Shell } from './shell';
import { startTheme } from './theme';

startTheme();
markPage();
startRouter(isPage, prepare);
const root = document.getElementById('app');
if (root) {
  root.textContent = '';
  render(<Shell />, root);
}
