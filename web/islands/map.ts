// The map: drag, zoom; dots, bows and letters keep their size.
import { panzoom } from "./shared/panzoom.js";

const svg = document.querySelector<SVGSVGElement>("svg.world[data-pan]");
if (svg) {
  const dots = [...svg.querySelectorAll<SVGCircleElement>(".spot circle, .end circle")].map((circle) => ({ circle, r: circle.r.baseVal.value }));
  const bows = [...svg.querySelectorAll<SVGPathElement>(".bow path")].map((path) => ({ path, w: Number(path.getAttribute("stroke-width")) }));
  const labels = [...svg.querySelectorAll<SVGTextElement>(".spot text, .end text")].map((text) => {
    const circle = text.parentElement!.querySelector("circle")!;
    const at = { x: circle.cx.baseVal.value, y: circle.cy.baseVal.value };
    const size = text.parentElement!.classList.contains("end") ? 12.5 : 15;
    return { text, at, size, dx: Number(text.getAttribute("x")) - at.x, dy: Number(text.getAttribute("y")) - at.y };
  });
  panzoom(svg, (scale) => {
    for (const { circle, r } of dots) circle.setAttribute("r", String(r / scale));
    for (const { path, w } of bows) path.setAttribute("stroke-width", String(w / scale));
    for (const { text, at, size, dx, dy } of labels) {
      text.setAttribute("x", String(at.x + dx / scale));
      text.setAttribute("y", String(at.y + dy / scale));
      text.style.fontSize = `${size / scale}px`;
      text.style.strokeWidth = `${3 / scale}px`;
    }
  });
}
