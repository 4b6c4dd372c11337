// Put into the explorer's page before its own scripts: notes when controls can be used and when training is seen, and
// counts what is painted. Nothing here makes the page do less.
(() => {
  const seen = (window.seen = { maps: 0, surfaces: 0, restarts: 0, tasks: [], frames: [] });
  const mark = (name) => { seen[name] ??= performance.now(); };
  // 0 where there is a dash: no run has shown itself yet.
  const examples = () => Number((document.querySelector('#figures .number')?.textContent ?? '').replaceAll(',', '')) || 0;

  // `eager`: train as soon as that can be asked for.
  const look = () => {
    if (document.querySelector('#network input, #network select')) mark('controls');
    const train = document.querySelector('[data-run=train]');
    if (window.name === 'eager' && !seen.asked && train && train.getAttribute('aria-disabled') !== 'true') {
      mark('asked');
      train.click();
    }
    if (seen.asked && examples() > 0) mark('training');
    if (seen.controls && (window.name !== 'eager' || seen.training)) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  new PerformanceObserver((list) => list.getEntries().forEach((task) => seen.tasks.push(task.duration))).observe({ type: 'longtask' });

  let last = 0;
  let trained = 0;
  const sum = (pixels) => {
    let total = 0;
    for (let i = 0; i < pixels.length; i += 1) total = (31 * total + pixels[i]) | 0;
    return total;
  };
  const { putImageData } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.putImageData = function put(image, ...place) {
    if (this.canvas.closest('.map')) {
      seen.maps += 1;
      if (seen.poked) {
        last = sum(new Uint32Array(image.data.buffer));
        seen.restarts += examples() < trained;
        trained = examples();
      }
    }
    return putImageData.call(this, image, ...place);
  };
  const { drawElements } = WebGL2RenderingContext.prototype;
  let drawn = -1;
  WebGL2RenderingContext.prototype.drawElements = function draw(...given) {
    if (drawn !== seen.repaints) seen.surfaces += 1;
    drawn = seen.repaints;
    return drawElements.apply(this, given);
  };
  seen.repaints = 0;
  const repainted = (now) => {
    seen.repaints += 1;
    seen.frames.push(now);
    requestAnimationFrame(repainted);
  };
  requestAnimationFrame(repainted);

  // Does `poke`, and gives the milliseconds until a picture for which `changed(before)` holds is on the screen.
  const until = async (poke, changed) => {
    const before = { map: last, restarts: seen.restarts };
    const begun = performance.now();
    poke();
    while (!changed(before)) {
      if (performance.now() - begun > 5000) throw new Error('The picture did not change in five seconds.');
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - begun;
  };
  const choose = (select, value) => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const other = (select, values) => values.find((value) => value !== select.value);
  const began = (before) => seen.restarts > before.restarts;

  const pause = () => new Promise((done) => setTimeout(done, 200));

  // Controls by name; the map is to show the target, which stands still while the network trains.
  window.pokes = {
    async target() {
      document.querySelector('#target [role=combobox]').click();
      await pause();
      const option = ['xor', 'fancy_sine'].map((id) => document.querySelector(`#target [data-pick=${id}]`))
        .find((node) => node.ariaSelected !== 'true');
      return until(() => option.click(), (before) => last !== before.map);
    },
    activation() {
      const select = document.querySelector('[aria-label="Layer 2 activation"]');
      return until(() => choose(select, other(select, ['tanh', 'leaky_relu'])), began);
    },
    neurons() {
      const slider = document.querySelector('[aria-label="Layer 2 neurons slider"]');
      return until(() => {
        slider.value = slider.value === '32' ? '24' : '32';
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        slider.dispatchEvent(new Event('change', { bubbles: true }));
      }, began);
    },
    async map() {
      const press = (mode) => document.querySelector(`#response [role=radiogroup] [value=${mode}]`).click();
      const target = last;
      const took = await until(() => press('error'), () => last !== target);
      press('target');
      await pause();
      return took;
    },
  };
})();
