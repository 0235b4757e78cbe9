// Moves the secret behind the # into the form and out of the address bar and history.
const field = document.querySelector('input[name="secret"]');
if (field) {
  const secret = decodeURIComponent(location.hash.slice(1));
  if (/^[\w-]{20,100}$/.test(secret)) {
    field.value = secret;
    history.replaceState(null, "", location.pathname + location.search);
  }
  if (field.value) {
    field.closest(".field").hidden = true;
    // The other language shows the same page anew: carry the secret along, again behind the #.
    const language = document.querySelector("form[data-language]");
    if (language) language.action += "#" + field.value;
  }
}
