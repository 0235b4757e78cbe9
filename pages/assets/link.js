// Moves the secret behind the # into the form and out of the address bar and history, and opens the page with it.
const looksRight = (secret) => /^[\w-]{20,100}$/.test(secret);
const field = document.querySelector('input[name="secret"]');
if (field) {
  const secret = decodeURIComponent(location.hash.slice(1));
  const arrived = looksRight(secret);
  if (arrived) {
    field.value = secret;
    history.replaceState(null, "", location.pathname + location.search);
  }
  if (field.value) {
    const box = field.closest(".field");
    if (box) box.hidden = true;
    // The other language shows the same page anew: carry the secret along, again behind the #.
    const language = document.querySelector("form[data-language]");
    if (language) language.action += "#" + field.value;
  }
  // Nothing is decided by looking: that is what the buttons on the next page are for.
  if (arrived && field.form.hasAttribute("data-open")) field.form.requestSubmit();
}
// Another link to the same page, pasted over this one, changes only what stands behind the #: no browser loads anew.
window.addEventListener("hashchange", () => {
  const secret = decodeURIComponent(location.hash.slice(1));
  if (!looksRight(secret)) return;
  history.replaceState(null, "", location.pathname + location.search);
  const opening = document.createElement("form");
  const hidden = document.createElement("input");
  [opening.method, opening.action] = ["post", location.pathname];
  [hidden.type, hidden.name, hidden.value] = ["hidden", "secret", secret];
  opening.append(hidden);
  document.body.append(opening);
  opening.submit();
});
