export default function({parentElement, data}) {
  const doc = parentElement.ownerDocument ?? document;
  const button = parentElement.querySelector('.hide');
  button.textContent = data.hide;
  button.hidden = false;  // no button without a name, not for a moment either
  const cover = () => {
    const there = doc.getElementById('mdo-cover');
    if (there) { there.remove(); return; }
    const sheet = doc.createElement('div');
    sheet.id = 'mdo-cover';
    sheet.setAttribute('role', 'dialog');
    sheet.setAttribute('aria-label', data.hidden);
    sheet.style.cssText = 'position:fixed;inset:0;background:#12263F;z-index:2147483647;display:flex;' +
      'align-items:center;justify-content:center;font:600 1.25rem Inter,sans-serif';
    const back = doc.createElement('button');
    back.textContent = data.show;
    back.style.cssText = 'font:inherit;background:none;color:#EAF0F8;border:2px solid #EAF0F8;border-radius:8px;padding:1rem 1.5rem';
    back.onclick = cover;
    sheet.append(back);
    doc.body.append(sheet);
    back.focus();
  };
  button.onclick = cover;
  if (doc.mdoPlace !== undefined && doc.mdoPlace !== data.place) {
    // The next question starts at its beginning, also for a screen reader; once more when the page has settled.
    // Whoever is in a field already stays there: nothing takes the letters away from under their hands.
    const begin = () => {
      if (doc.activeElement?.matches('input, textarea, select, [contenteditable="true"]')) return;
      const main = doc.querySelector('[data-testid="stMain"]'), title = main?.querySelector('h1');
      if (main) main.scrollTop = 0;
      if (title) { title.tabIndex = -1; title.focus({preventScroll: true}); }
    };
    setTimeout(begin, 150);
    setTimeout(begin, 500);
  }
  doc.mdoPlace = data.place;
  doc.mdoUnheard = data.unheard;
  if (!doc.mdoKeeper) {
    doc.mdoKeeper = true;
    // Three seconds without the server, Streamlit lays a dialog over the page, in English, that takes the letters away
    // from whoever types on. It goes at once; a line above the page says the same until the server is heard again.
    const cut = () => doc.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState !== 'CONNECTED';
    let field = null, silent = 0, disturbed = 0;
    doc.addEventListener('focusin', ({target}) => {
      if (!target.closest('[role="dialog"]') || !cut()) field = target;
    });
    const back = () => {
      if (field?.isConnected && !doc.activeElement?.matches('input, textarea')) field.focus({preventScroll: true});
    };
    // A key that comes before the field has the focus again is still typed into it.
    doc.addEventListener('keydown', () => { if (Date.now() - disturbed < 2000) back(); }, true);
    const undisturbed = () => doc.querySelectorAll('section[role="dialog"]').forEach((dialog) => {
      if (!cut() || dialog.querySelector('h2')?.textContent !== 'Connection error') return;
      silent = Math.max(silent, 3);
      disturbed = Date.now();
      dialog.inert = true;
      dialog.querySelector('button')?.click();
      [0, 50, 150, 400].forEach((wait) => setTimeout(back, wait));
    });
    const heard = () => {
      silent = cut() ? silent + 1 : 0;
      const line = doc.getElementById('mdo-unheard');
      if (silent < 3) { line?.remove(); return; }
      if (line) return;
      const told = doc.createElement('div');
      told.id = 'mdo-unheard';
      told.setAttribute('role', 'alert');
      told.style.cssText = 'position:fixed;inset:0 0 auto 0;z-index:2147483646;background:#7A1F1F;color:#fff;' +
        'padding:.625rem 1rem;text-align:center;font:600 .9375rem Inter,sans-serif';
      doc.body.append(told);
      told.textContent = doc.mdoUnheard;
    };
    setInterval(heard, 1000);
    // One-line fields are committed one second after the last key, and every 1.25 s while typing goes on.
    const waiting = new WeakMap(), since = new WeakMap();
    doc.addEventListener('input', (event) => {
      const field = event.target, now = Date.now();
      if (!(field.tagName === 'INPUT' && field.type === 'text' && field.closest('.stTextInput'))) return;
      if (!since.has(field)) since.set(field, now);
      clearTimeout(waiting.get(field));
      waiting.set(field, setTimeout(() => {
        since.delete(field);
        field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', code: 'Enter', bubbles: true}));
      }, Math.max(0, Math.min(1000, since.get(field) + 1250 - now))));
    });
    let presses = 0, last = 0;
    doc.addEventListener('keyup', (event) => {
      if (event.key !== 'Shift') { presses = 0; return; }
      const now = Date.now();
      presses = now - last < 600 ? presses + 1 : 1;
      last = now;
      if (presses >= 3) { presses = 0; cover(); }
    });
    const centre = () => doc.querySelectorAll('.st-key-steps, .st-key-parts').forEach((row) => {
      const now = row.querySelector('[class*="_now_"]')?.getBoundingClientRect(), whole = row.getBoundingClientRect();
      if (now && row.scrollWidth > row.clientWidth) row.scrollLeft += now.left + now.width / 2 - whole.left - whole.width / 2;
    });
    const here = () => {
      undisturbed();
      if (doc.mdoAt !== doc.location.pathname && doc.querySelector('.st-key-steps')) {
        // On a phone the rows of screens scroll sideways: the one that is open must be in sight.
        doc.mdoAt = doc.location.pathname;
        [150, 600, 1500].forEach((wait) => setTimeout(centre, wait));
      }
      marked();
      named();
    };
    // The words of the button that chooses a file are drawn by the style sheet, which no screen reader reads.
    const named = () => doc.querySelectorAll('[data-testid="stFileUploaderDropzone"] button').forEach((button) => {
      const name = doc.documentElement.lang === 'nl' ? 'Kies een bestand' : 'Choose a file';
      if (button.getAttribute('aria-label') !== name) button.setAttribute('aria-label', name);
    });
    const marked = () => doc.querySelectorAll('[data-testid="stPageLink-NavLink"]').forEach((link) => {
      const target = new URL(link.getAttribute('href') || '/', doc.location.origin + '/');
      const on = target.pathname === doc.location.pathname &&
        (!target.searchParams.get('zaak') || target.search === doc.location.search);
      if (on !== (link.getAttribute('aria-current') === 'page')) {
        on ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
      }
    });
    // Clocks count on from what the server said when it drew them. Only their text changes: nothing here is told of it.
    const seen = new WeakMap();
    const ticked = () => doc.querySelectorAll('[data-clock]').forEach((clock) => {
      const d = clock.dataset, text = clock.firstChild;
      if (!text) return;
      if (!seen.has(clock)) seen.set(clock, Date.now());
      const now = Number(d.now) + Date.now() - seen.get(clock);
      let words;
      if (d.clock === 'passed') {
        const seconds = Math.max(0, Math.floor((now - Number(d.since)) / 1000));
        words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      } else {
        const rest = (d.most === '' ? Number(d.ends) - now : Math.min(Number(d.most), Number(d.ends) - now)) / 60000;
        const n = rest > 0 && d.most === '' ? Math.ceil(rest) : Math.trunc(rest);
        words = (n > 0 ? d.more : n < 0 ? d.less : d.even).replace('{n}', Math.abs(n));
      }
      if (text.nodeValue !== words) text.nodeValue = words;
    });
    setInterval(ticked, 1000);
    here();
    new MutationObserver(here).observe(doc.body, {childList: true, subtree: true});
  }
}
