// Lets people see the password they type.
for (const button of document.querySelectorAll("button[data-show]")) {
  const box = document.getElementById(button.dataset.show);
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const showing = box.type === "text";
    box.type = showing ? "password" : "text";
    button.setAttribute("aria-pressed", String(!showing));
  });
}
