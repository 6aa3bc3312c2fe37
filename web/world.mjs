// The world's land and borders (Natural Earth through world-atlas) as one compact JSON file for src/musnad/server/drawing/world.py:
// {"land": [ring, …], "borders": [line, …]}; a line is whole hundredths of a degree, longitude and latitude in turn, each as the
// step from the point before.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { feature, mesh } from "topojson-client";

const HUNDREDTHS = 100;
const SMALLEST = 0.02; // square degrees: rings smaller than this are specks on every picture

export function world(out) {
  const read = (name) => JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`world-atlas/${name}-50m.json`)), "utf-8"));
  const countries = read("countries");
  const land = read("land");
  const polygons = feature(land, land.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
  const borders = mesh(countries, countries.objects.countries, (one, other) => one !== other).coordinates;
  const made = {
    land: polygons.flat().flatMap(unwound).filter((ring) => Math.abs(area(ring)) > SMALLEST && north(ring) > -60).map(steps),
    borders: borders.map(steps).filter((line) => line.length > 2),
  };
  writeFileSync(out, JSON.stringify(made));
}

// A ring across the 180th meridian runs on beyond it, once at each end of the map.
function unwound(ring) {
  let turn = 0;
  const out = ring.map(([lon, lat], n) => {
    if (n && Math.abs(lon - ring[n - 1][0]) > 180) turn += lon > ring[n - 1][0] ? -360 : 360;
    return [lon + turn, lat];
  });
  const far = out.find(([lon]) => Math.abs(lon) > 180);
  return far ? [out, out.map(([lon, lat]) => [lon - 360 * Math.sign(far[0]), lat])] : [out];
}

function area(ring) {
  let sum = 0;
  for (let n = 0; n + 1 < ring.length; n++) sum += ring[n][0] * ring[n + 1][1] - ring[n + 1][0] * ring[n][1];
  return sum / 2;
}

function north(ring) {
  return Math.max(...ring.map((point) => point[1]));
}

function steps(line) {
  const out = [];
  let [x, y] = [0, 0];
  for (const [lon, lat] of line) {
    const [a, b] = [Math.round(lon * HUNDREDTHS), Math.round(lat * HUNDREDTHS)];
    if (out.length && a === x && b === y) continue;
    out.push(a - x, b - y);
    [x, y] = [a, b];
  }
  return out;
}
