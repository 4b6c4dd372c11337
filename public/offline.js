// The page's end of the service worker. It begins once the page has begun, so that it takes nothing from the start.
let waiting;

// Keeps the site in the browser; `tell(news)` hears 'update' when another build is there, 'online' if nothing can be kept.
export async function keep(tell) {
  if (window !== top || location.protocol === 'file:') return;
  const registration = await navigator.serviceWorker?.register(new URL('./sw.js', document.baseURI)).catch(() => null);
  if (!registration) return tell('online');
  const follow = (worker) => {
    const heard = () => {
      const { active } = registration;
      if (worker.state === 'redundant' && !active) tell('online');
      if (worker.state === 'installed' && active) { waiting = worker; tell('update'); }
      if (worker.state === 'activated') worker.postMessage('keep all');
    };
    worker.addEventListener('statechange', heard);
    heard();
  };
  registration.addEventListener('updatefound', () => follow(registration.installing));
  for (const worker of [registration.installing, registration.waiting, registration.active]) if (worker) follow(worker);
}

// Lets the other build take over, and shows it.
export function renew() {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('take over');
}
