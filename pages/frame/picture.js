export default function({parentElement, data, setTriggerValue}) {
  const host = parentElement.querySelector('.picture');
  const had = parentElement.ownerDocument.activeElement?.dataset?.pick ?? host.dataset.last;
  if (host.dataset.shown !== data.html) {
    host.innerHTML = data.html;
    host.dataset.shown = data.html;
    if (host.dataset.picked === '1' && data.reveal) {
      host.dataset.picked = '0';
      setTimeout(() => {
        const told = host.ownerDocument.querySelector(`.st-key-${CSS.escape(data.reveal)}`);
        const top = told?.getBoundingClientRect().top ?? 0;
        if (top < 0 || top > innerHeight * 0.8) told?.scrollIntoView({block: 'start'});
      }, 150);
    }
  }
  if (had && host.dataset.focus === '1') {
    const parts = [...host.querySelectorAll(`[data-pick="${CSS.escape(had)}"]`)];
    parts.find((part) => part.getClientRects().length)?.focus();
  }
  const pick = (event) => {
    const target = event.target.closest?.('[data-pick]');
    if (!target) return;
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    host.dataset.last = target.dataset.pick;
    host.dataset.picked = '1';
    host.dataset.focus = event.type === 'keydown' ? '1' : '0';
    setTriggerValue('picked', target.dataset.pick);
  };
  host.onclick = pick;
  host.onkeydown = pick;
}
