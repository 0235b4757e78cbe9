// A text area that hands over what is typed: one second after the last key, and every 1.25 s while typing goes on, so
// that with the way to the server and the disk no more than two seconds are ever at stake. Text stays in this page.
const QUIET = 1000, LATEST = 1250, PATIENCE = 5000;
const pages = new Map();  // what is not kept yet survives when the page draws the area anew

export default function({parentElement, data, setStateValue}) {
  const root = parentElement.querySelector('.writing');
  const me = root.mdo ?? begin(root, data);
  me.hand = (sent) => setStateValue('typed', sent);
  me.data = data;
  words(me);
  told(me);
  show(me);
}

function begin(root, data) {
  const before = pages.get(data.key);
  const same = before?.generation === data.generation || before?.session !== data.session;
  const again = before && !before.root.isConnected && dirty(before) && same;
  const me = again ? before : {by: crypto.getRandomValues(new Uint32Array(2)).join('-'), n: 0, kept: 0};
  const last = again ? before.area : null;
  Object.assign(me, {root, area: root.querySelector('textarea')});
  root.mdo = me;
  pages.set(data.key, me);
  me.area.id = `writing-${me.by}`;
  root.querySelector('label').htmlFor = me.area.id;
  root.querySelector('label').textContent = data.said.label;
  me.area.hidden = false;  // Streamlit draws the area before it comes here: no field without a name, not for a moment
  if (last) {
    me.area.value = last.value;
    me.area.setSelectionRange(last.selectionStart, last.selectionEnd);
    if (me.focused) me.area.focus({preventScroll: true});
  }
  for (const part of ['help', 'wrong', 'hint', 'left']) root.querySelector(`.${part}`).id = `${me.area.id}-${part}`;
  me.area.addEventListener('input', () => typed(me));
  me.area.addEventListener('focus', () => { me.focused = true; });
  me.area.addEventListener('blur', () => {
    if (!me.area.isConnected) return;
    me.focused = false;
    hurry(me);
  });
  me.area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) hurry(me);
  });
  return me;
}

if (!window.mdoWriting) {
  window.mdoWriting = true;
  const all = () => document.querySelectorAll('.writing').forEach((root) => root.mdo && hurry(root.mdo));
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') all(); });
  window.addEventListener('pagehide', all);
  document.addEventListener('click', all, true);  // before the button that is clicked; not every phone takes the focus
}

const dirty = (me) => me.unsent || me.kept < me.n;

function typed(me) {
  const now = Date.now();
  me.unsent = true;
  me.first ||= now;
  me.oldest ||= now;
  clearTimeout(me.timer);
  me.timer = setTimeout(send, Math.max(0, Math.min(QUIET, me.first + LATEST - now)), me);
  watch(me);
  show(me);
}

const hurry = (me) => { if (me.unsent) send(me); };

function send(me) {
  clearTimeout(me.timer);
  me.unsent = false;
  me.first = 0;
  me.oldest ||= Date.now();
  me.sent = Date.now();
  me.n += 1;
  me.known = [...(me.known ?? []), [me.n, me.area.value]];  // all since the last that was told: any may have arrived
  me.hand({by: me.by, n: me.n, text: me.area.value, generation: me.generation, torn: me.torn ?? false});
  watch(me);
}

// Whoever hears nothing for five seconds is told, and the area tries again, as long as it takes.
function watch(me) {
  if (me.watching) return;
  me.watching = setInterval(() => {
    if (!dirty(me) || !me.area.isConnected) { clearInterval(me.watching); me.watching = 0; return; }
    if (!me.unsent && Date.now() - me.sent >= PATIENCE) send(me);
    show(me);
  }, 500);
}

// What the server knows. Within one generation the letters are the writer's; a new one brings the server's text, except
// when the server itself began anew and does not know yet what was typed here.
function told(me) {
  const d = me.data;
  if (me.generation !== d.generation) {
    const anew = me.session !== undefined && me.session !== d.session;
    me.generation = d.generation;
    me.session = d.session;
    me.torn = anew && dirty(me) && !me.known?.some(([, text]) => text === d.text);  // what stands there is no text of ours: another device's
    if (anew && dirty(me)) { me.unsent = true; me.timer = setTimeout(send, 0, me); } else take(me, d.text);
  }
  me.session = d.session;
  if (d.kept[0] === me.by && d.kept[1] > me.kept) {
    me.kept = d.kept[1];
    me.known = me.known?.filter(([n]) => n >= me.kept);
    me.oldest = dirty(me) ? Math.max(me.sent, me.first || 0) : 0;
    me.saved = true;
  }
}

function take(me, text) {
  clearTimeout(me.timer);
  Object.assign(me, {unsent: false, first: 0, oldest: 0, kept: me.n, saved: false, known: [[me.n, text]], torn: false});
  if (me.area.value === text) return;
  me.area.value = text;
  me.area.style.height = '';
}

function words(me) {
  const {root, area, data} = me, {said} = data;
  root.querySelector('label').textContent = said.label;
  const described = [];
  for (const part of ['help', 'wrong', 'hint']) {
    const line = root.querySelector(`.${part}`);
    line.textContent = said[part];
    line.hidden = !said[part];
    if (said[part]) described.push(line.id);
  }
  area.setAttribute('aria-describedby', [...described, `${area.id}-left`].join(' '));
  area.setAttribute('aria-invalid', said.wrong ? 'true' : 'false');
  Object.assign(area, {lang: data.lang, maxLength: data.longest, disabled: data.disabled, placeholder: data.placeholder});
  area.style.minHeight = `${data.height}px`;
}

function show(me) {
  const {root, area, data} = me, {said} = data;
  const lost = dirty(me) && (data.refused || Date.now() - (me.oldest || Date.now()) >= PATIENCE);
  const line = root.querySelector('.said'), text = lost ? said.lost : dirty(me) ? said.busy : me.saved ? said.saved : '';
  line.classList.toggle('bad', lost);
  if (line.textContent !== text) line.textContent = text;  // said aloud when it changes only
  const left = data.longest - area.value.length, count = root.querySelector('.left');
  count.hidden = left > Math.max(50, data.longest / 10);
  count.textContent = count.hidden ? '' : said.left.replace('{n}', left);
  const tall = Math.min(area.scrollHeight + 2, Math.max(data.height, Math.round(innerHeight * 0.6)));
  if (tall > area.offsetHeight) area.style.height = `${tall}px`;
}
