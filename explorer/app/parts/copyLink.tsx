import { useState } from 'preact/hooks';
import { useWords } from '../i18n/language';
import { questionWords } from '../i18n/questions';
import { copyText } from './copy';

// Copies the address of what is shown. A page that may not copy shows it.
export function CopyLink() {
  const t = useWords(questionWords);
  const [said, say] = useState('');
  const copy = () => {
    void copyText(location.href).then((copied) => say(copied ? t('copied') : location.href));
    setTimeout(() => say(''), 4000);
  };
  return <><button type="button" onClick={copy}>{t('copy')}</button><span class="faint" role="status">{said}</span></>;
}
