"""Messages of a hostile page to an embedded explorer: each is refused with a sentence, and nothing else comes of it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import START_MS, TRAIN_MS

STANDS = "target=xor&layers=8.tanh"
EMBED = """(source) => {
  window.heard = [];
  addEventListener('message', ({ data }) => heard.push(data));
  const frame = Object.assign(document.createElement('iframe'), { src: source, width: 600, height: 600 });
  document.body.replaceChildren(frame);
}"""
SAY = "(message) => frames[0].postMessage({ explorer: 1, ...message }, '*')"
LAST = "(event) => heard.findLast((message) => message.event === event) ?? null"
COUNT = "(event) => heard.filter((message) => message.event === event).length"

# Posts what speaks to an explorer and asks for nothing that there is, and returns how much that was.
HOSTILE = """([stands, parts]) => {
  const say = (message) => ({ explorer: 1, ...message });
  const set = (config, more) => say({ do: 'set', config, ...more });
  const circle = say({ do: 'train' });
  circle.circle = circle;
  let deep = {};
  for (let depth = 0; depth < 1000; depth += 1) deep = say({ do: 'sleep', deep });
  const numbers = [NaN, Infinity, -Infinity, -1, 0, 0.5, 2e9, 1e300, 9n];
  const odd = [...numbers, '1000', true, [1000], { valueOf: 1 }, new Map(), new Uint8Array(3)];
  const messages = [
    circle,
    deep,
    ...[undefined, '__proto__', 'constructor', 'TRAIN', ['train'], null, 1].map((verb) => say({ do: verb })),
    ...[...odd, null, '1', 2].map((explorer) => ({ explorer, do: 'train' })),
    ...odd.map((examples) => say({ do: 'train', examples })),
    ...odd.filter((config) => typeof config !== 'string').map((config) => set(config)),
    set('x'.repeat(200_000)),
    set('seed=5', { anew: 'yes' }),
    set(`${stands}&seed=\\ud83d`),
    ...parts.map((part) => set(`${stands}&${part}`)),
  ];
  for (const message of messages) frames[0].postMessage(message, '*');
  return messages.length;
}"""
PARTS = [
    "rate=99",
    "<img src=x onerror=alert(1)>=1",
    "%ff",
    "f1=%ed%a0%80",
    "seed=1e9",
    "a\0b",
    "__proto__=1",
    "preset=none",
    "seed=",
    "output=" + "tanh." * 9,
    "layers=" + ",".join(["512.tanh"] * 129),
]
STRANGERS = """() => {
  const other = document.body.appendChild(document.createElement('iframe'));
  other.contentWindow.eval("parent.frames[0].postMessage({ explorer: 1, do: 'train' }, '*')");
  frames[0].eval("postMessage({ explorer: 1, do: 'train' }, '*')");
  const unheard = [undefined, null, 5, 'train', [], { do: 'train' }, { Explorer: 1, do: 'train' }];
  for (const message of unheard) frames[0].postMessage(message, '*');
}"""


def test_hostile_messages_change_nothing_and_each_is_refused(page: Page, site: str) -> None:
    page.goto(site + "licences.html")
    address = f"{site}?embed=1&panes=map,cost#{STANDS}"
    page.evaluate(EMBED, address)
    page.wait_for_function(f"({LAST})('ready')", timeout=START_MS)
    page.evaluate(SAY, {"do": "train", "examples": 1000})
    page.wait_for_function(f"({LAST})('step')?.state === 'finished'", timeout=TRAIN_MS)
    before = page.evaluate(LAST, "step")
    page.evaluate(STRANGERS)
    said = page.evaluate(HOSTILE, [STANDS, PARTS])
    page.wait_for_function(f"({COUNT})('refused') >= {said}", timeout=TRAIN_MS)
    refused = page.evaluate("heard.filter((message) => message.event === 'refused')")
    assert len(refused) == said
    for problem in (problem for message in refused for problem in message["problems"]):
        assert re.fullmatch(r"[^\n]{5,400}\.", problem), problem
    inside = page.frame_locator("iframe >> nth=0")
    expect(inside.get_by_role("link", name="Open in full page")).to_have_attribute(
        "href", re.compile(f"#{re.escape(STANDS)}$")
    )
    page.evaluate(SAY, {"do": "pause"})
    page.wait_for_timeout(300)
    assert page.evaluate(LAST, "step") == before
    assert page.frames[1].url == address
    page.evaluate(SAY, {"do": "train", "examples": 64})
    page.wait_for_function(f"({LAST})('step').examples === {before['examples'] + 64}", timeout=TRAIN_MS)
