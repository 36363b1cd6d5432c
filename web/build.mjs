// Makes what the server embeds from what people write: minified style sheet and scripts in `dist/`, each with its compressed
// forms, and the fonts in `fonts/`. `--check` builds in memory and says what differs from the committed files.
import { transform } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import subsetFont from "subset-font";

const here = (path) => new URL(path, import.meta.url);
const module = (path) => here(`node_modules/${path}`);
const version = async (name) => JSON.parse(await readFile(module(`${name}/package.json`))).version;
// Browsers of cheap and old phones read what comes out.
const target = ["chrome80", "firefox78", "safari13"];

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join("");
// Burmese alone: the letters of Shan, Mon and Karen double the file, and a phone in the hills pays for each kilobyte.
const burmese = range(0x1000, 0x1021) + range(0x1023, 0x1027) + range(0x1029, 0x1032) + range(0x1036, 0x104f) + "\u200b\u200c\u200d\u25cc";
// What English and the interface are written with; letters with accents, as in a donor's name, fall back to the reader's own fonts.
const english = range(0x20, 0x7e) + "\u00a0·×–—‘’“”…‹›←→";
const scripts = [
  { name: "latin", from: "noto-sans/files/noto-sans-latin", only: english },
  { name: "thai", from: "noto-sans-thai-looped/files/noto-sans-thai-looped-thai", autonym: "ไทย" },
  { name: "myanmar", from: "noto-sans-myanmar/files/noto-sans-myanmar-myanmar", only: burmese, autonym: "မြန်မာ" },
  { name: "khmer", from: "noto-sans-khmer/files/noto-sans-khmer-khmer", autonym: "ខ្មែរ" },
  { name: "lao", from: "noto-sans-lao/files/noto-sans-lao-lao", autonym: "ລາວ" },
];

async function fonts() {
  const files = new Map();
  for (const script of scripts) {
    for (const weight of [400, 700]) {
      const whole = await readFile(module(`@fontsource/${script.from}-${weight}-normal.woff2`));
      files.set(`${script.name}-${weight}.woff2`, script.only ? await subset(whole, script.only) : whole);
      // The languages' own names stand on every page; these few glyphs spare loading four whole scripts for them.
      if (script.autonym && weight === 400) files.set(`name-${script.name}.woff2`, await subset(whole, script.autonym));
    }
  }
  return files;
}

const subset = (font, text) => subsetFont(font, text, { targetFormat: "woff2" });

// The name under which the server serves a file: its content's hash inside, so that it may be kept for ever.
const served = (name, bytes) => name.replace(/(\.\w+)$/, `.${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}$1`);

async function styles(fontFiles) {
  const source = await readFile(here("saphan.css"), "utf8");
  const linked = source.replace(/url\(fonts\/([\w-]+\.woff2)\)/g, (_, name) => {
    const bytes = fontFiles.get(name);
    if (!bytes) throw new Error(`saphan.css names ${name}, which is not built`);
    return `url(${served(name, bytes)})`;
  });
  return (await transform(linked, { loader: "css", minify: true, target })).code;
}

async function script(name) {
  const source = await readFile(here(name), "utf8");
  // Safari before 14.1 reads destructuring well but for default values in parameters, which these scripts have none of.
  return (await transform(source, { loader: "js", minify: true, target, supported: { destructuring: true } })).code;
}

async function htmx() {
  const source = await readFile(module("htmx.org/dist/htmx.min.js"), "utf8");
  const notice = `/*! htmx ${await version("htmx.org")} | Zero-Clause BSD | https://htmx.org */\n`;
  return notice + source.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
}

const check = process.argv.includes("--check");
const differing = [];
const same = (committed, built) => committed !== undefined && Buffer.from(committed).equals(Buffer.from(built));

async function put(path, content, unpack = (bytes) => bytes) {
  if (!check) return writeFile(here(path), content);
  const committed = await readFile(here(path)).catch(() => undefined);
  // Compressed forms are compared unpacked: another zlib may pack the same text otherwise.
  if (!same(committed && unpack(committed), unpack(content))) differing.push(path);
}

await mkdir(here("dist"), { recursive: true });
await mkdir(here("fonts"), { recursive: true });
const fontFiles = await fonts();
for (const [name, bytes] of fontFiles) await put(`fonts/${name}`, bytes);
for (const [name, text] of [
  ["saphan.css", await styles(fontFiles)],
  ["saphan.js", await script("saphan.js")],
  ["form.js", await script("form.js")],
  ["passkey.js", await script("passkey.js")],
  ["htmx.js", await htmx()],
  ["icon.svg", await readFile(here("icon.svg"), "utf8")],
]) {
  const bytes = Buffer.from(text);
  await put(`dist/${name}`, bytes);
  await put(`dist/${name}.gz`, gzipSync(bytes, { level: 9 }), gunzipSync);
  await put(`dist/${name}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }), brotliDecompressSync);
}
if (differing.length > 0) {
  console.error(`not what the sources build (run \`npm run build\` in web/): ${differing.join(", ")}`);
  process.exit(1);
}
