// An article: pointing at a mark lights its entry, pointing at an entry lights all its marks; a click asks about what is switched on.
const layered = document.querySelector<HTMLElement>("[data-layered]");
if (layered) {
  const pieces = [...layered.querySelectorAll<HTMLElement>(".article-text [data-items]")];
  const entries = new Map([...layered.querySelectorAll<HTMLElement>("[data-item]")].map((entry) => [entry.dataset.item!, entry]));
  const layerOf = (item: string) => [...(entries.get(item)?.classList ?? [])].find((name) => /^entry-/.test(name))?.slice(6);
  const LAYERS: Record<string, string> = { event: "events", statement: "statements", entity: "entities", time: "times" };
  const on = (item: string) =>
    layered.querySelector<HTMLInputElement>(`input[name="layer"][value="${LAYERS[layerOf(item) ?? ""]}"]`)?.checked !== false;
  const held = new Map<string, HTMLElement[]>();
  const length = new Map<string, number>();
  for (const piece of pieces)
    for (const item of piece.dataset.items!.split(" ")) {
      held.set(item, [...(held.get(item) ?? []), piece]);
      length.set(item, (length.get(item) ?? 0) + (piece.textContent?.length ?? 0));
    }

  // of the layers that are on, the item with the fewest words in the text
  const asked = (piece: HTMLElement) => {
    const named = piece.getAttribute("href")?.slice(1);
    if (named && on(named)) return named;
    const found = piece.dataset.items!.split(" ").filter(on);
    return found.sort((one, other) => length.get(one)! - length.get(other)!)[0];
  };
  const light = (item: string | undefined) => {
    for (const lit of layered.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!item) return;
    for (const piece of held.get(item) ?? []) piece.classList.add("lit");
    entries.get(item)?.classList.add("lit");
  };
  const itemAt = (event: Event) => {
    const target = event.target as HTMLElement;
    const piece = target.closest<HTMLElement>(".article-text [data-items]");
    return piece ? asked(piece) : target.closest<HTMLElement>("[data-item]")?.dataset.item;
  };
  for (const kind of ["pointerover", "focusin"]) layered.addEventListener(kind, (event) => light(itemAt(event)));
  layered.addEventListener("pointerleave", () => light(undefined));
  layered.addEventListener("click", (event) => {
    const piece = (event.target as HTMLElement).closest<HTMLElement>(".article-text [data-items]");
    if (!piece) return;
    const item = asked(piece);
    event.preventDefault();
    if (!item) return;
    history.replaceState(null, "", `#${item}`);
    const entry = entries.get(item);
    entry?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    entry?.focus({ preventScroll: true });
    light(item);
  });
}

const sheet = document.querySelector<HTMLFormElement>(".sheet[data-drop]");
const file = sheet?.querySelector<HTMLInputElement>("input[type=file]");
if (sheet && file) {
  const text = sheet.querySelector<HTMLTextAreaElement>("textarea")!;
  for (const kind of ["dragenter", "dragover"])
    sheet.addEventListener(kind, (event) => {
      event.preventDefault();
      sheet.classList.add("over");
    });
  sheet.addEventListener("dragleave", () => sheet.classList.remove("over"));
  sheet.addEventListener("drop", (event) => {
    event.preventDefault();
    sheet.classList.remove("over");
    const dropped = event.dataTransfer?.files;
    if (dropped?.length) {
      file.files = dropped;
      text.value = "";
      sheet.requestSubmit();
    }
  });
}
