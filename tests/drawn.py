"""When a page in the browser stands: the script has answered everything it was asked, and all of that is drawn.

What the page asks and hears is listened to. Until the script's first word came back, which takes long on a busy
machine, nothing on the screen shows that something was pressed.
"""

from functools import wraps
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

_LISTEN = """(() => {
  window.mdoUnanswered = false;
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
  let begun = false;
  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      this.addEventListener('message', ({data}) => {
        if (!(data instanceof ArrayBuffer)) return;
        const heard = fields(new Uint8Array(data));
        if (heard.has(NEW_RUN)) begun = true;
        if (begun && heard.has(FINISHED) && heard.get(FINISHED) !== FINISHED_EARLY) window.mdoUnanswered = false;
      });
      this.addEventListener('close', () => { window.mdoUnanswered = false; });
    }
    send(asked) {
      const rerun = asked instanceof Uint8Array && fields(asked).get(RERUN);
      if (rerun && !fields(rerun).has(BY_ITSELF)) {
        begun = false;
        window.mdoUnanswered = true;
      }
      super.send(asked);
    }
  };
})()"""
_STANDS = """() => (document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState ?? "notRunning")
    === "notRunning" && !window.mdoUnanswered && !document.querySelector('[data-stale="true"], ' +
    '[data-testid="stSkeleton"], .writing textarea[hidden], .hide[hidden]')"""
"""No run is under way or asked for, nothing of the page before stands on the screen, no part of Streamlit is still
being fetched and our own have their names. A page of the door has no script."""


def listening(browser: Browser) -> Browser:
    """The browser, whose pages know what they asked the script and what came back."""
    open_context = browser.new_context

    @wraps(open_context)
    def new_context(**how: Any) -> BrowserContext:
        context = open_context(**how)
        context.add_init_script(_LISTEN)
        return context

    browser.new_context = new_context  # ty: ignore[invalid-assignment]
    return browser


def settle(page: Page) -> None:
    """Waits until the page stands: twice, because what came may be drawn a moment later, or ask for more."""
    for pause in (150, 250):
        page.wait_for_timeout(pause)
        page.wait_for_function(_STANDS)
