// The language chosen in the explorer, or what the address or the browser asks for.
function isChinese() {
  const asked = new URLSearchParams(location.search).get('lang') ?? chosen();
  if (asked === 'zh' || asked === 'en') return asked === 'zh';
  return navigator.languages.some((l) => l.toLowerCase().startsWith('zh'));
}

function chosen() {
  try {
    return localStorage.getItem('jinqiao.language');
  } catch {
    return null; // a browser that keeps nothing
  }
}

export const chinese = isChinese();

// Returns what stands for a word of GraphiQL in the reader's language; the build
// puts it into GraphiQL (words.txt). A word without a Chinese one stays as it is.
export const say = (en, zh) => (chinese ? zh : en) ?? en;
