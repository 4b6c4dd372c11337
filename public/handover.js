// An embedded explorer that is opened on a page of its own takes its run along: the new page asks for it, once it can
// take it, and the two trust none but pages of their own site.
import { call } from './bridge.js';

const VERSION = 1;

// Lets the link to the page of its own hand over the run. Where a sandbox lets no page open, it stays a link.
export function hand_over(link) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const opened = open(link.href, '_blank');
    if (!opened) return;
    event.preventDefault();
    addEventListener('message', async function asked({ source, origin, data }) {
      if (source !== opened || origin !== location.origin || data?.explorer !== VERSION || data.event !== 'opened') return;
      removeEventListener('message', asked);
      const { arrays } = await call('export', '["run"]');
      if (arrays.content) opened.postMessage({ explorer: VERSION, run: arrays.content }, origin);
    });
  });
}

// Calls `take(file)` with the run of the page that opened this one, if that is an explorer of this site.
export function take_over(take) {
  const { opener } = window;
  if (!opener) return;
  addEventListener('message', ({ source, origin, data }) => {
    if (source === opener && origin === location.origin && data?.explorer === VERSION && data.run) take(new Blob([data.run]));
  });
  opener.postMessage({ explorer: VERSION, event: 'opened' }, '*');
}
