// Builds the pages' assets: islands, styles with their fonts, flags of the states in the knowledge tables.
// usage: node build.mjs        into src/musnad/server/static/dist, with a manifest of plain names → hashed names
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { optimize } from "svgo";
import { world } from "./world.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/musnad/server/static/dist");
const dist = join(here, "node_modules", `.building-${process.pid}`); // moved to its place when whole: a server never sees half a build
const states = join(here, "../src/musnad/knowledge/tables/states.tsv");
const ORGANISATIONS = ["eu", "un", "arab"];
const HEAVY = 12_000; // bytes of a flag beyond which whole pixels of its 640 × 480 are enough at the size that pages show

function entries() {
  const islands = existsSync(join(here, "islands")) ? readdirSync(join(here, "islands")) : [];
  return [
    join(here, "styles/site.css"),
    ...islands.filter((name) => /^[a-z]+\.ts$/.test(name)).map((name) => join(here, "islands", name)),
  ];
}

function flags(into) {
  const [header, ...lines] = readFileSync(states, "utf8").split("\n");
  const column = header.split("\t").indexOf("iso2");
  const codes = lines.map((line) => line.split("\t")[column]?.toLowerCase()).filter(Boolean);
  const hash = createHash("sha256");
  const drawn = [...new Set([...codes, ...ORGANISATIONS])].sort().flatMap((code) => {
    const path = join(here, "node_modules/flag-icons/flags/4x3", `${code}.svg`);
    if (!existsSync(path)) return [];
    const raw = readFileSync(path, "utf8");
    const { data } = optimize(raw, { path, multipass: true, floatPrecision: raw.length > HEAVY ? 0 : 1 });
    hash.update(code).update(data);
    return [[code, data]];
  });
  const folder = `flags-${hash.digest("hex").slice(0, 8)}`;
  mkdirSync(join(into, folder));
  for (const [code, data] of drawn) writeFileSync(join(into, folder, `${code}.svg`), data);
  return { folder, codes: drawn.map(([code]) => code) };
}

async function build() {
  mkdirSync(dist, { recursive: true });
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: entries(),
    outdir: dist,
    bundle: true,
    minify: true,
    metafile: true,
    format: "esm",
    target: ["es2022", "chrome115", "firefox115", "safari16"],
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    splitting: true,
    loader: { ".woff2": "file", ".json": "json" },
    legalComments: "linked",
    logLevel: "warning",
  });
  const manifest = {};
  for (const [path, made] of Object.entries(result.metafile.outputs)) {
    const name = relative(dist, join(here, path));
    if (made.entryPoint) manifest[basename(made.entryPoint).replace(/\.ts$/, ".js")] = name;
    else if (name.endsWith(".woff2")) manifest[name.replace(/-[A-Z0-9]{8}(?=\.woff2$)/, "")] = name;
  }
  const { folder, codes } = flags(dist);
  manifest.flags = folder;
  writeFileSync(join(dist, "flags.json"), JSON.stringify(codes));
  writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 1));
  world(join(dist, "world.json"));
  licences();
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  renameSync(dist, target);
  console.log(`assets: ${Object.keys(manifest).length} files and ${codes.length} flags in ${relative(process.cwd(), target)}`);
}

function licences() {
  const packages = Object.keys(JSON.parse(readFileSync(join(here, "package.json"), "utf8")).dependencies);
  const folder = join(dist, "licences");
  mkdirSync(folder);
  for (const name of packages) {
    const found = readdirSync(join(here, "node_modules", name)).find((file) => /^licen[cs]e/i.test(file));
    if (found) cpSync(join(here, "node_modules", name, found), join(folder, `${name.replace(/[@/]/g, "_")}.txt`));
  }
}

try {
  await build();
} finally {
  rmSync(dist, { recursive: true, force: true });
}
