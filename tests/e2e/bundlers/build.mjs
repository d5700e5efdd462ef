// Builds a small app with one bundler: node build.mjs <bundler> <entry> <folder of the output>. Its settings are those that
// docs/einbetten.md tells.

import { join } from "node:path";

const [bundler, entry, out] = process.argv.slice(2);
const app = import.meta.dirname;
// The folder of the bundle on the web server, for the bundlers that cannot copy its files.
const served = /^\/amts-status\//;

const builds = {
  async vite() {
    const { build } = await import("vite");
    const rolldownOptions = { input: join(app, entry), output: { entryFileNames: "main.js" } };
    await build({ root: app, logLevel: "warn", build: { outDir: out, rolldownOptions } });
  },

  async webpack() {
    const { default: webpack } = await import("webpack");
    const output = { path: out, filename: "main.js" };
    const options = { mode: "production", context: app, entry: `./${entry}`, output, performance: { hints: false } };
    const stats = await new Promise((resolve, reject) => {
      webpack(options, (error, stats) => (error ? reject(error) : resolve(stats)));
    });
    const said = stats.toString({ all: false, errors: true, warnings: true });
    if (said) throw new Error(said);
  },

  async rollup() {
    const { rollup } = await import("rollup");
    const built = await rollup({ input: join(app, entry), external: [served] });
    await built.write({ file: join(out, "main.js"), format: "es" });
  },

  async esbuild(format = "esm") {
    const { build } = await import("esbuild");
    const outfile = join(out, "main.js");
    const options = { bundle: true, minify: true, external: ["/amts-status/*"], logLevel: "error" };
    await build({ ...options, entryPoints: [join(app, entry)], format, outfile });
  },

  // As a script that is no module.
  async "esbuild-iife"() {
    await builds.esbuild("iife");
  },
};

await builds[bundler]();
