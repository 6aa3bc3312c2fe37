// The network: drag, zoom; who is pointed at or reached by key shows those it has to do with.
import { panzoom } from "./shared/panzoom.js";

const svg = document.querySelector<SVGSVGElement>("svg.network[data-pan]");
if (svg) {
  const balls = [...svg.querySelectorAll<SVGAElement>(".ball")];
  const ties = [...svg.querySelectorAll<SVGAElement>(".tie")];
  const neighbours = new Map<string, Set<string>>();
  for (const tie of ties) {
    const { one, other } = tie.dataset as { one: string; other: string };
    neighbours.set(one, (neighbours.get(one) ?? new Set()).add(other));
    neighbours.set(other, (neighbours.get(other) ?? new Set()).add(one));
  }
  const ask = (key: string | null) => {
    svg.classList.toggle("asks", key !== null);
    for (const ball of balls) {
      const here = ball.dataset.key ?? "";
      ball.classList.toggle("lit", key !== null && (here === key || neighbours.get(key)?.has(here) === true));
    }
    for (const tie of ties) tie.classList.toggle("lit", key !== null && (tie.dataset.one === key || tie.dataset.other === key));
  };
  const keyOf = (event: Event) => (event.target as Element).closest<SVGAElement>(".ball")?.dataset.key ?? null;
  svg.addEventListener("pointerover", (event) => ask(keyOf(event)));
  svg.addEventListener("pointerleave", () => ask(null));
  svg.addEventListener("focusin", (event) => ask(keyOf(event)));
  svg.addEventListener("focusout", () => ask(null));
  panzoom(svg, (scale) => {
    const soft = Math.sqrt(scale);
    for (const ball of balls) ball.querySelector("text")!.style.fontSize = `${15 / soft}px`;
  });
}
