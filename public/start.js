// Before the first paint: the theme. And words for the case that the page's Python cannot start.
(() => {
  const asked = new URLSearchParams(location.search).get('theme');
  let kept = null;
  try { kept = localStorage.getItem('theme'); } catch { /* storage may be forbidden in a frame: the system's theme holds */ }
  const theme = asked || kept;
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

  const fail = (sentence) => {
    const status = document.getElementById('status');
    if (!status || document.documentElement.dataset.python) return;
    status.textContent = sentence;
    document.documentElement.dataset.state = 'failed';
  };
  const missing = 'The page could not start. Check that all files of the site are there, then reload the page.';
  addEventListener('error', (event) => event.target.tagName === 'SCRIPT' && fail(missing), true);
  addEventListener('unhandledrejection', () => fail(missing));
  setTimeout(() => fail(`${missing} It has not started for a minute.`), 60_000);
  addEventListener('DOMContentLoaded', () => {
    if (location.protocol === 'file:') fail('A browser does not run this page from a file. Serve its folder, for example with: python3 -m http.server');
    else if (typeof WebAssembly !== 'object') fail('This browser has no WebAssembly, which this page needs. Please use a current Chrome, Edge, Firefox or Safari.');
  });
})();
