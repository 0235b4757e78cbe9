"""When a page in the browser stands: the script has answered everything it was asked, and all of that is drawn.

What the page asks and hears is listened to. Until the script's first word came back, which takes long on a busy
machine, nothing on the screen shows that something was pressed.
"""

from collections.abc import Callable
from functools import wraps
from itertools import count
from time import monotonic, sleep
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

PATIENCE = 120
"""Seconds for what always comes, on two cores that have ten times as much to do as they can: a click into the practice
region, which is filled at that moment, was seen to take forty."""
expect.set_options(timeout=PATIENCE * 1000)

_LISTEN = """(() => {
  // `waits`: for an answer. `asked`, `begun`: runs since one that was surely the last. `runs`: that ended, ever.
  const heard = window.mdoHeard = {waits: false, asked: 0, begun: 0, runs: 0, changed: 0};
  new MutationObserver(() => { heard.changed = performance.now(); })
    .observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  // The outermost fields of a message in Streamlit's protocol buffers: the number, or where the content stands.
  const fields = (bytes) => {
    const found = new Map();
    let at = 0;
    const number = () => {
      let sum = 0;
      for (let times = 1; ; times *= 128) {
        sum += (bytes[at] & 127) * times;
        if (bytes[at++] < 128) return sum;
      }
    };
    while (at < bytes.length) {
      const tag = number(), field = Math.floor(tag / 8), kind = tag % 8;
      if (kind === 0) { found.set(field, number()); continue; }
      const size = kind === 2 ? number() : kind === 1 ? 8 : 4;
      found.set(field, bytes.subarray(at, at + size));
      at += size;
    }
    return found;
  };
  const RERUN = 11, BY_ITSELF = 6, NEW_RUN = 4, FINISHED = 6, FINISHED_EARLY = 2;
  let since = false;  // a run began since the page asked last
  const ended = (early) => {
    if (early) { heard.begun -= 1; return; }  // another run follows: for this ask, or for the next
    heard.runs += 1;
    if (since) heard.waits = false;
    if (heard.begun >= heard.asked) heard.begun = heard.asked = 0;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      this.addEventListener('message', ({data}) => {
        if (!(data instanceof ArrayBuffer)) return;
        const said = fields(new Uint8Array(data));
        if (said.has(NEW_RUN)) { since = true; heard.begun += 1; }
        if (said.has(FINISHED)) ended(said.get(FINISHED) === FINISHED_EARLY);
      });
      this.addEventListener('close', () => Object.assign(heard, {waits: false, asked: 0, begun: 0}));
    }
    send(said) {
      const rerun = said instanceof Uint8Array && fields(said).get(RERUN);
      if (rerun) heard.asked += 1;
      if (rerun && !fields(rerun).has(BY_ITSELF)) {
        since = false;
        heard.waits = true;
      }
      super.send(said);
    }
  };
})()"""
_STANDS = """(call) => {
  const QUIET = 100, DOUBTFUL = 400, RESTLESS = 2000, LOOKS = 4;
  const heard = window.mdoHeard, now = performance.now(), app = document.getElementById('root');
  const drawing = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== 'notRunning';
  const typed = ({mdo}) => mdo && (mdo.unsent || mdo.kept < mdo.n);
  const moves = (one) => one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime);
  const stands = document.readyState === 'complete' && !heard.waits && (!app || heard.runs && !drawing) &&
    !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"], ' +
      '.writing textarea[hidden], .hide[hidden]') &&
    ![...document.querySelectorAll('.writing')].some(typed) && !document.getAnimations().some(moves);
  if (!stands || heard.call !== call) {
    Object.assign(heard, {call, since: now, looks: 0});
    return false;
  }
  heard.looks += 1;
  const quiet = now - Math.max(heard.since, Math.min(heard.changed, heard.since + RESTLESS));
  if (heard.looks < LOOKS || quiet < (heard.asked ? DOUBTFUL : QUIET)) return false;
  heard.asked = heard.begun = 0;
  return true;
}"""
"""No run is under way or asked for, nothing of the page before stands on the screen, no part of Streamlit is still
being fetched and our own have their names, what was typed is kept, nothing is on its way to its place; and that has
been so for a moment in which nothing changed, since what came may be drawn a moment later, or ask for more. The moment
is longer when the page asked twice and one run ended: it may have been for both or for the first. What changes all the
time is not waited for. A page of the door has no script."""
_calls = count()
_EVERY = 30
"""Milliseconds from look to look."""


def listening(browser: Browser) -> Browser:
    """The browser, whose pages know what they asked the script and what came back."""
    open_context = browser.new_context

    @wraps(open_context)
    def new_context(**how: Any) -> BrowserContext:
        context = open_context(**how)
        context.set_default_timeout(PATIENCE * 1000)
        context.add_init_script(_LISTEN)
        return context

    browser.new_context = new_context  # ty: ignore[invalid-assignment]
    return browser


def settle(page: Page) -> None:
    """Waits until the page stands. Looking in every frame would cost a tenth of all that a journey costs."""
    page.wait_for_function(_STANDS, arg=next(_calls), polling=_EVERY)


def comes_to(read: Callable[[], object], wanted: object) -> None:
    """Waits until what is read beside the browser is what is wanted."""
    ends = monotonic() + PATIENCE
    while (found := read()) != wanted and monotonic() < ends:
        sleep(0.1)
    assert found == wanted
