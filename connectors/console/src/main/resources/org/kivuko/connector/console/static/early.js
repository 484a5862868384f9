// Runs before the first paint, so that nobody is dazzled by the wrong theme or sees a page turn round.
(function () {
  try {
    const kept = JSON.parse(localStorage.getItem('kivuko.settings') || '{}');
    const root = document.documentElement;
    if (kept.theme === 'light' || kept.theme === 'dark') root.dataset.theme = kept.theme;
    const language = kept.language || '';
    if (language) root.lang = language;
    if (language === 'ar') root.dir = 'rtl';
  } catch {
    // No storage: the page starts as the system is set.
  }
})();
