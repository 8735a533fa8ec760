// Bundle the editor into ../static/editor: files named by their content, each beside its
// compressed forms, and a manifest that says which they are. The manifest is written last, so
// that it is also the stamp of a whole build.
import { build } from "esbuild";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? path.join(here, "..", "static", "editor");

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: { editor: "src/main.js" },
  outdir: target,
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "inline", // the licences of what is bundled travel with it
  metafile: true,
  logLevel: "warning",
});

const names = Object.keys(metafile.outputs).map((file) => path.basename(file));
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
for (const name of names) {
  const file = path.join(target, name);
  const bytes = await readFile(file);
  await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  await writeFile(`${file}.br`, brotliCompressSync(bytes, best));
}
const manifest = {
  script: names.find((name) => name.endsWith(".js")),
  style: names.find((name) => name.endsWith(".css")),
};
const unfinished = path.join(target, "manifest.json.unfinished");
await writeFile(unfinished, `${JSON.stringify(manifest, null, 1)}\n`);
await rename(unfinished, path.join(target, "manifest.json"));
