// Language and colours, before anything is painted. A classic script, since modules run too late for that.
(() => {
  const languages = ['en', 'so', 'ar'];
  const wanted = localStorage.getItem('language') ?? navigator.language.slice(0, 2);
  const root = document.documentElement;
  root.lang = languages.includes(wanted) ? wanted : 'en';
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    root.dataset.colours = localStorage.getItem('colours') ?? (dark.matches ? 'dark' : 'light');
    dispatchEvent(new Event('painted'));
  };
  paint();
  dark.addEventListener('change', paint);
  addEventListener('colours', paint);

  // What the reader will need comes at once, not one after the other as the modules name it.
  const shared = ['alertParts', 'caseParts', 'onVersion'];
  const homes = { form_master: ['pages/formMaster', 'registerParts', ...shared], teacher: ['pages/teacher', 'registerParts', ...shared],
    admin: ['pages/school', 'adminText', `lang/${root.lang}-admin`, ...shared] };
  const { user } = JSON.parse(localStorage.getItem('session')) ?? {};
  const home = /^#?\/?$/.test(location.hash) && homes[user?.role];
  if (home) {
    window.asked = { '/api/dashboard/': fetch('/api/dashboard/') };
    window.asked['/api/dashboard/'].catch(() => {});
  }
  for (const file of [`lang/${root.lang}`, ...(home || [])]) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = `/${file}.js`;
    document.head.append(link);
  }
  // The first use of Intl takes a browser long: it is made while the modules are on their way.
  setTimeout(() => new Intl.RelativeTimeFormat(root.lang));
})();
