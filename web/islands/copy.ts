// A button beside a readonly field that puts its words on the clipboard; without scripts the field is there to select.
for (const field of document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = field.dataset.copy ?? "";
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", () => {
    field.select();
    navigator.clipboard.writeText(field.value).then(
      () => (told.textContent = field.dataset.copied ?? ""),
      () => document.execCommand("copy"),
    );
  });
  field.after(button, told);
}
