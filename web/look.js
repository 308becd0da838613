// Language and colours, before anything is painted. A classic script, since modules run too late for that.
(() => {
  const languages = ['en', 'so', 'ar'];
  const wanted = localStorage.getItem('language') ?? navigator.language.slice(0, 2);
  const root = document.documentElement;
  root.lang = languages.includes(wanted) ? wanted : 'en';
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    const chosen = localStorage.getItem('colours');
    root.dataset.colours = chosen ?? (dark.matches ? 'dark' : 'light');
  };
  paint();
  dark.addEventListener('change', paint);
})();
