// A picture that can be dragged and zoomed by pointer, wheel and keys; letters and lines keep their size. Without scripts it stands still.
const MOST = 12;
const STEP = 1.35;

export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a picture is wider than its box, begin at what it shows most of, not at its edge. */
function begin(svg: SVGSVGElement): void {
  const box = svg.parentElement!;
  if (box.scrollWidth <= box.clientWidth) return;
  let sum = 0;
  let weight = 0;
  for (const circle of svg.querySelectorAll("circle")) {
    const r = circle.r.baseVal.value;
    sum += r * circle.cx.baseVal.value;
    weight += r;
  }
  const shown = svg.getBoundingClientRect();
  const share = weight ? sum / weight / svg.viewBox.baseVal.width : 0.5;
  const frame = box.getBoundingClientRect();
  box.scrollBy({ left: shown.left + share * shown.width - (frame.left + frame.width / 2), behavior: "instant" });
}

export function panzoom(svg: SVGSVGElement, changed: (scale: number) => void): void {
  begin(svg);
  const box = svg.viewBox.baseVal;
  const whole: View = { x: box.x, y: box.y, width: box.width, height: box.height };
  let view = { ...whole };

  const show = () => {
    view.width = Math.min(whole.width, Math.max(whole.width / MOST, view.width));
    view.height = (view.width * whole.height) / whole.width;
    view.x = Math.min(whole.x + whole.width - view.width, Math.max(whole.x, view.x));
    view.y = Math.min(whole.y + whole.height - view.height, Math.max(whole.y, view.y));
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    changed(whole.width / view.width);
  };
  const zoom = (factor: number, at?: { x: number; y: number }) => {
    const x = at?.x ?? view.x + view.width / 2;
    const y = at?.y ?? view.y + view.height / 2;
    const width = Math.min(whole.width, Math.max(whole.width / MOST, view.width / factor));
    const share = width / view.width;
    view = { x: x - (x - view.x) * share, y: y - (y - view.y) * share, width, height: view.height * share };
    show();
  };
  const place = (event: { clientX: number; clientY: number }) => {
    const shown = svg.getBoundingClientRect();
    return {
      x: view.x + ((event.clientX - shown.left) / shown.width) * view.width,
      y: view.y + ((event.clientY - shown.top) / shown.height) * view.height,
    };
  };

  svg.addEventListener(
    "wheel",
    (event) => {
      if (event.deltaY > 0 && view.width >= whole.width) return; // let the page scroll on
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP, place(event));
    },
    { passive: false },
  );
  drag(svg, (dx, dy) => {
    const shown = svg.getBoundingClientRect();
    view.x -= (dx / shown.width) * view.width;
    view.y -= (dy / shown.height) * view.height;
    show();
  });
  keys(svg, {
    "+": () => zoom(STEP),
    "=": () => zoom(STEP),
    "-": () => zoom(1 / STEP),
    "0": () => {
      view = { ...whole };
      show();
    },
    ArrowLeft: () => step(-0.1, 0),
    ArrowRight: () => step(0.1, 0),
    ArrowUp: () => step(0, -0.1),
    ArrowDown: () => step(0, 0.1),
  });
  const step = (x: number, y: number) => {
    view.x += x * view.width;
    view.y += y * view.height;
    show();
  };
  svg.addEventListener("focusin", (event) => {
    // what the keyboard reaches is brought into sight
    const found = (event.target as Element).querySelector("circle");
    if (!found || view.width >= whole.width) return;
    const [x, y] = [found.cx.baseVal.value, found.cy.baseVal.value];
    if (x < view.x || x > view.x + view.width || y < view.y || y > view.y + view.height) {
      view.x = x - view.width / 2;
      view.y = y - view.height / 2;
      show();
    }
  });
  const reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = svg.dataset.reset ?? "×";
  reset.className = "reset";
  reset.addEventListener("click", () => {
    view = { ...whole };
    show();
  });
  help(svg, reset);
}

// Moves while a pointer holds the picture; a hold that moved is no click.
export function drag(svg: SVGSVGElement, moved: (dx: number, dy: number) => void, let_go?: () => void): void {
  let from: { x: number; y: number } | null = null;
  let far = 0;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = { x: event.clientX, y: event.clientY };
    far = 0;
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    far += Math.abs(dx) + Math.abs(dy);
    if (far < 5) return;
    if (!svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    svg.classList.add("held");
    from = { x: event.clientX, y: event.clientY };
    moved(dx, dy);
  });
  const end = () => {
    if (from && far >= 5) let_go?.();
    from = null;
    svg.classList.remove("held");
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  svg.addEventListener(
    "click",
    (event) => {
      if (far >= 5) {
        event.preventDefault();
        event.stopPropagation();
      }
      far = 0;
    },
    true,
  );
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}

export function keys(svg: SVGSVGElement, does: Record<string, () => void>): void {
  svg.tabIndex = 0;
  svg.dataset.ready = "";
  svg.addEventListener("keydown", (event) => {
    const act = does[event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  });
}

export function help(svg: SVGSVGElement, ...more: HTMLElement[]): void {
  const figure = svg.closest("figure");
  const line = document.createElement("p");
  line.className = "note help";
  line.textContent = figure?.dataset.help ?? "";
  line.append(" ", ...more);
  (svg.parentElement ?? svg).after(line);
}
