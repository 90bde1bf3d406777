import { Component, type ComponentChildren, type ComponentType } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { setLanguage, useWords } from './i18n/language';
import { shellWords } from './i18n/shell';
import { find, type PageProps } from './pages';
import { Failed, Waiting } from './parts/states';
import { SearchBox } from './parts/search';
import { embedded, usePlace } from './router';
import { setTheme, theme, themes } from './theme';

// The frame around every page. An embedded page has none of it.
export function Shell() {
  const t = useWords(shellWords);
  const place = usePlace();
  if (embedded()) return <main id="content" class="embedded"><Guard key={place.path}><CurrentPage /></Guard></main>;
  return (
    <>
      <a class="skip" href="#content" onClick={(e) => { e.preventDefault(); (document.querySelector<HTMLElement>('.canvas-host') ?? document.getElementById('content'))?.focus(); }}>{t('skip')}</a>
      <header class="bar">
        <a class="brand" href="/" aria-label={t('brand')}><img src="/app/icon.svg" alt="" width="26" height="26" /><b>{t('brand')}</b></a>
        <div class="bar-search">{place.path !== '/' && <SearchBox />}</div>
        <nav aria-label={t('mainNavigation')}>
          <NavLink to="/canvas" here={place.path}>{t('canvas')}</NavLink>
          <a href="/playground">{t('playground')}</a>
        </nav>
        <Switches />
      </header>
      <main id="content" tabIndex={-1} data-page={place.path.split('/')[1] || 'start'}>
        <Guard key={place.path}><CurrentPage /></Guard>
      </main>
    </>
  );
}

function NavLink({ to, here, children }: { to: string; here: string; children: ComponentChildren }) {
  return <a href={to} {...(here === to ? { 'aria-current': 'page' as const } : {})}>{children}</a>;
}

function Switches() {
  const t = useWords(shellWords);
  const [now, show] = useState(theme());
  const next = themes[(themes.indexOf(now) + 1) % themes.length] ?? 'auto';
  const label = t('theme', { theme: t(now) });
  return (
    <div class="switches">
      <button type="button" class="quiet" onClick={() => { setTheme(next); show(next); }} aria-label={label} title={label}>
        <ThemeIcon theme={now} />
      </button>
      <LanguageSwitch />
    </div>
  );
}

function LanguageSwitch() {
  const t = useWords(shellWords);
  const toEnglish = t('language') === 'English';
  return (
    <button type="button" class="quiet language" lang={toEnglish ? 'en' : 'zh-CN'} onClick={() => setLanguage(toEnglish ? 'EN' : 'ZH')}>
      {t('language')}
    </button>
  );
}

function ThemeIcon({ theme: now }: { theme: string }) {
  const paths: Record<string, string> = {
    auto: 'M12 3a9 9 0 1 0 0 18V3Z M12 3a9 9 0 0 1 0 18',
    light: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M12 2v2 M12 20v2 M2 12h2 M20 12h2 M5 5l1.4 1.4 M17.6 17.6 19 19 M5 19l1.4-1.4 M17.6 6.4 19 5',
    dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  };
  return <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={paths[now] ?? ''} /></svg>;
}

// Shows the page of the place, fetched when it is opened first.
function CurrentPage() {
  const t = useWords(shellWords);
  const place = usePlace();
  const found = find(place.path);
  const [page, show] = useState<{ of: string; view: ComponentType<PageProps> } | null>(null);
  const [missing, miss] = useState(false);
  const path = found?.page.path ?? '';
  useLayoutEffect(() => {
    let left = false;
    found?.page.ahead?.(place);
    found?.page.load().then((m) => left || show({ of: path, view: m.default }), () => left || miss(true));
    return () => { left = true; };
  }, [path]);
  if (!found) return <NotFound path={place.path} />;
  if (missing) return <div class="state"><p>{t('newer')}</p><button type="button" onClick={() => location.reload()}>{t('reload')}</button></div>;
  if (!page || page.of !== path) return <Waiting />;
  return <page.view place={place} rest={found.rest} />;
}

function NotFound({ path }: { path: string }) {
  const t = useWords(shellWords);
  return (
    <div class="state">
      <h1>{t('notFound')}</h1>
      <p>{t('notFoundText', { path })}</p>
      <a class="button" href="/">{t('toStart')}</a>
    </div>
  );
}

// A page that breaks says so, and does not take the frame with it.
class Guard extends Component<{ children: ComponentChildren }, { error: unknown }> {
  override state = { error: null as unknown };
  static override getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    if (this.state.error === null) return this.props.children;
    return <Failed error={this.state.error} again={() => this.setState({ error: null })} />;
  }
}
