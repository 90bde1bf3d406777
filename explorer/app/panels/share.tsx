import { useState } from 'preact/hooks';
import { useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import { copyText } from '../parts/copy';
import { Icon } from '../parts/icons';
import { tooManyForAddress, view, type Opening } from '../canvas/address';
import { sceneLink } from '../canvas/load';
import { useCanvas, type Canvas } from '../canvas/store';

// The link to what is seen, and the query that gives it.
export function ShareButtons({ canvas, opened }: { canvas: Canvas; opened: Opening | null }) {
  const t = useWords(canvasWords);
  const state = useCanvas(canvas);
  const [said, say] = useState('');
  const changed = view(location.hash.slice(1)).ids !== null;
  const share = async () => {
    const copied = await copyText(location.href);
    const limited = state.scene.nodes.size > tooManyForAddress ? ` ${t('limitedLink')}` : '';
    say((copied ? t('shared') : t('sharedAddress')) + limited);
    setTimeout(() => say(''), 3000);
  };
  return (
    <>
      <span class="share">
        <button type="button" class="quiet" title={t('share')} onClick={() => void share()}><Icon name="share" /><span class="label">{t('share')}</span></button>
        <span class="said" role="status">{said}</span>
      </span>
      <a class="quiet-link" title={t('graphql')} href={sceneLink(state, opened, changed)}><Icon name="code" /><span class="label">{t('graphql')}</span></a>
    </>
  );
}
