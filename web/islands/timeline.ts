// The timeline: dragging and zooming move the span of days; the server draws it anew, and the address follows.
import { drag, help, keys } from "./shared/panzoom.js";

const DAY = 86_400_000;
const SHORTEST = 7;
let coming: AbortController | null = null;

function start(section: HTMLElement): void {
  const svg = section.querySelector<SVGSVGElement>("svg.timeline");
  if (!svg) return;
  const first = Date.parse(section.dataset.first!) / DAY;
  const days = Date.parse(section.dataset.last!) / DAY - first + 1;
  const [left, right] = [Number(svg.dataset.left), Number(svg.dataset.right)];
  const sign = svg.dataset.mirrored === "yes" ? -1 : 1;
  const slides = svg.querySelector<SVGGElement>(".slides")!;
  let moved = 0; // units of the picture
  let factor = 1;
  let middle = 0.5;
  let waiting = 0;

  const show = () => {
    const at = left + (sign > 0 ? middle : 1 - middle) * (right - left);
    slides.setAttribute("transform", `translate(${moved} 0) translate(${at} 0) scale(${factor} 1) translate(${-at} 0)`);
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(go, 280);
  };
  const go = () => {
    const length = Math.max(SHORTEST, Math.round(days / factor));
    const anchor = first + middle * days - ((sign * moved) / (right - left)) * (days / factor);
    const begin = Math.round(anchor - middle * length);
    const url = new URL(location.href);
    url.searchParams.set("since", iso(begin));
    url.searchParams.set("until", iso(begin + length - 1));
    void load(url);
  };
  const zoom = (by: number, at = 0.5) => {
    if (days / (factor * by) < SHORTEST && by > 1) return;
    middle = at;
    factor *= by;
    show();
    later();
  };
  const step = (share: number) => {
    moved -= sign * share * (right - left);
    show();
    later();
  };

  drag(
    svg,
    (dx) => {
      moved += (dx / svg.getBoundingClientRect().width) * svg.viewBox.baseVal.width;
      show();
    },
    later,
  );
  svg.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const shown = svg.getBoundingClientRect();
      const x = ((event.clientX - shown.left) / shown.width) * svg.viewBox.baseVal.width;
      const along = Math.min(1, Math.max(0, (x - left) / (right - left)));
      zoom(event.deltaY < 0 ? 1.35 : 1 / 1.35, sign > 0 ? along : 1 - along);
    },
    { passive: false },
  );
  keys(svg, {
    "+": () => zoom(2),
    "=": () => zoom(2),
    "-": () => zoom(0.5),
    ArrowLeft: () => step(sign * -0.25),
    ArrowRight: () => step(sign * 0.25),
  });
  help(svg);
  for (const link of section.querySelectorAll<HTMLAnchorElement>(".zoom a, a.bin")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !link.getAttribute("href")?.startsWith("?")) return;
      event.preventDefault();
      void load(new URL(link.getAttribute("href")!, location.href), link.dataset.way);
    });
  }
}

function iso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

async function load(url: URL, way?: string): Promise<void> {
  coming?.abort();
  coming = new AbortController();
  const old = document.querySelector<HTMLElement>("[data-timeline]");
  const held = document.activeElement === old?.querySelector("svg.timeline");
  try {
    const answer = await fetch(url, { signal: coming.signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page.querySelector<HTMLElement>("[data-timeline]");
    if (!answer.ok || !made || !old) {
      location.assign(url);
      return;
    }
    const opened = old.querySelector("details")?.open ?? false;
    old.replaceWith(made);
    history.replaceState(null, "", url);
    made.querySelector("details")!.open = opened;
    for (const name of ["since", "until"]) {
      const field = document.querySelector<HTMLInputElement>(`.filters [name="${name}"]`);
      if (field) field.value = url.searchParams.get(name) ?? "";
    }
    start(made);
    if (held) made.querySelector<SVGSVGElement>("svg.timeline")?.focus();
    else if (way) made.querySelector<HTMLAnchorElement>(`.zoom [data-way="${way}"]`)?.focus();
  } catch (fault) {
    if ((fault as Error).name !== "AbortError") location.assign(url);
  }
}

const section = document.querySelector<HTMLElement>("[data-timeline]");
if (section) start(section);
