// The article's laboratories: frames as tall as what is in them, and a button for each row of a table that repeats its
// run in the frame above. What is said to a frame is in app/host.py.
const theme = (() => { try { return localStorage.getItem('theme'); } catch { return null; } })();
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
document.documentElement.dataset.script = 'on';

const explorer = 1;
const labs = [];

class Lab {
  constructor(figure) {
    this.frame = figure.querySelector('iframe');
    this.waiting = [];
    this.hears = false;
    this.row = null;
    for (const data of figure.querySelectorAll('td data')) this.offer(data);
  }

  // A button beside a measured cost, and room for the reader's own.
  offer(data) {
    const row = data.closest('tr');
    const name = row.querySelector('th').textContent;
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Repeat' });
    button.setAttribute('aria-label', `Repeat: ${name}`);
    const cell = row.insertCell();
    const yours = row.insertCell();
    yours.className = 'yours';
    yours.setAttribute('aria-live', 'polite');
    cell.append(button);
    button.addEventListener('click', () => {
      this.row = yours;
      yours.textContent = 'running';
      this.say({ do: 'set', config: data.dataset.link, anew: true });
      this.say({ do: 'train', examples: +data.dataset.examples });
      this.frame.scrollIntoView({ block: 'nearest' });
    });
  }

  // Messages wait until the frame has said something, and so can hear.
  say(message) {
    if (!this.hears) this.waiting.push(message);
    else this.frame.contentWindow.postMessage({ explorer, ...message }, '*');
  }

  hear({ event, height, state, cost }) {
    if (event === 'height') this.frame.style.height = `${height}px`;
    if (event === 'step' && state === 'finished' && this.row) {
      const told = cost === null ? 'no number' : cost < 1e-3 ? cost.toExponential(1) : cost.toPrecision(2);
      this.row.textContent = `yours ${told}`;
      this.row = null;
    }
    this.hears = true;
    for (const message of this.waiting.splice(0)) this.say(message);
  }
}

addEventListener('message', ({ source, data }) => {
  if (data?.explorer === explorer) labs.find(({ frame }) => frame.contentWindow === source)?.hear(data);
});
addEventListener('DOMContentLoaded', () => labs.push(...[...document.querySelectorAll('.lab')].map((figure) => new Lab(figure))));
