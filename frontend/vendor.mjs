// Copies what others made into ../static/vendor and ../static/fonts, builds the icon sprite, and writes down the
// sha256 of every vendored file. config/tests/test_vendored.py compares those with what is in the repository.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const STATIC = "../static";
const FONTS = {
  "newsreader-latin-wght-normal.woff2": "newsreader",
  "newsreader-latin-wght-italic.woff2": "newsreader",
  "source-sans-3-latin-wght-normal.woff2": "source-sans-3",
};
// Our name for an icon → its name in Lucide. Own drawings are in tekeningen/iconen-eigen.svg.
const LUCIDE = {
  kalender: "calendar", "kalender-plus": "calendar-plus", "kalender-weg": "calendar-x", klok: "clock", plek: "map-pin",
  mensen: "users", "persoon-plus": "user-plus", gesprek: "message-circle", mail: "mail", oog: "eye", "oog-dicht": "eye-off",
  slot: "lock", "slot-open": "lock-open", vink: "check", sluit: "x", "naar-rechts": "chevron-right", "naar-links": "chevron-left",
  omlaag: "chevron-down", pijl: "arrow-right", "pijl-op": "arrow-up", "pijl-neer": "arrow-down", plus: "plus", min: "minus",
  zoek: "search", print: "printer", download: "download", potlood: "pencil", menu: "menu", thema: "sun-moon", bron: "book-open",
  koffie: "coffee", document: "file-text", pauze: "pause", hervat: "play", overslaan: "skip-forward", terug: "undo-2",
  filter: "funnel", info: "info", fout: "triangle-alert", uitloggen: "log-out", apparaat: "monitor-smartphone", sleutel: "key-round",
  verwijder: "trash-2", koppeling: "link", online: "video", school: "school",
  bewaar: "bookmark", kopie: "copy", upload: "upload",
  sleep: "grip-vertical", meer: "ellipsis",
};
const LICENTIES = {
  "newsreader-OFL.txt": "node_modules/@fontsource-variable/newsreader/LICENSE",
  "source-sans-3-OFL.txt": "node_modules/@fontsource-variable/source-sans-3/LICENSE",
  "lucide-ISC.txt": "node_modules/lucide-static/LICENSE",
  "bootstrap-MIT.txt": "node_modules/bootstrap/LICENSE",
};

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const written = [];
const keep = (path, from) => { from ? copyFileSync(from, `${STATIC}/${path}`) : null; written.push(path); };

for (const dir of ["fonts", "img", "vendor/licenties"]) mkdirSync(`${STATIC}/${dir}`, { recursive: true });
for (const [file, name] of Object.entries(FONTS)) keep(`fonts/${file}`, `node_modules/@fontsource-variable/${name}/files/${file}`);
for (const [file, from] of Object.entries(LICENTIES)) keep(`vendor/licenties/${file}`, from);

const symbols = Object.entries(LUCIDE).map(([ours, theirs]) => {
  const svg = readFileSync(`node_modules/lucide-static/icons/${theirs}.svg`, "utf8");
  const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="i-${ours}" viewBox="0 0 24 24">${body.replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>").trim()}</symbol>`;
});
const own = readFileSync("tekeningen/iconen-eigen.svg", "utf8").match(/<symbol[\s\S]*?<\/symbol>/g);
writeFileSync(`${STATIC}/img/iconen.svg`, [
  "<!-- Built by frontend/vendor.mjs: Lucide (ISC, see vendor/licenties) and own drawings. Use the {% icon %} tag. -->",
  '<svg xmlns="http://www.w3.org/2000/svg">', ...symbols, ...own, "</svg>", "",
].join("\n"));
keep("img/iconen.svg");

const rows = [
  ["Bootstrap (SCSS, compiled into css/leernetwerken.css)", "bootstrap", "MIT", "bootstrap-MIT.txt"],
  ["Newsreader Variable, latin, normal and italic", "@fontsource-variable/newsreader", "OFL-1.1", "newsreader-OFL.txt"],
  ["Source Sans 3 Variable, latin", "@fontsource-variable/source-sans-3", "OFL-1.1", "source-sans-3-OFL.txt"],
  ["Lucide icons (in img/iconen.svg)", "lucide-static", "ISC, parts MIT", "lucide-ISC.txt"],
];
writeFileSync(`${STATIC}/vendor/VERSIES.md`, [
  "# What others made", "", "Written by `npm run vendor` in `frontend/`; do not edit. Hashes: `manifest.json`.", "",
  "| what | npm package | version | licence | text |", "| --- | --- | --- | --- | --- |",
  ...rows.map(([what, name, licence, file]) => `| ${what} | ${name} | ${version(name)} | ${licence} | [licenties/${file}](licenties/${file}) |`),
  "", "htmx 2 is not here: the Python package django-htmx brings it (`{% htmx_script %}`), BSD-0 licence.",
  "The drawings in `img/route/`, the word mark and the icons in `frontend/tekeningen/` were made for this product.", "",
].join("\n"));

const hashes = Object.fromEntries(written.sort().map((path) => [path, createHash("sha256").update(readFileSync(`${STATIC}/${path}`)).digest("hex")]));
writeFileSync(`${STATIC}/vendor/manifest.json`, JSON.stringify(hashes, null, 2) + "\n");
