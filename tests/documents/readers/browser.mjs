// Opens pages in Chromium and tells what they do: node browser.mjs CHROMIUM NEW_FOLDER PAGE...
// Prints for each page its dialogs, its requests beyond itself, and what axe-core finds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, userDataDir, ...pages] = process.argv.slice(2);

const browser = await puppeteer.launch({
  executablePath,
  userDataDir,
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
for (const path of pages) {
  const page = await browser.newPage();
  const told = { page: path, dialogs: [], requests: [], violations: [] };
  const address = pathToFileURL(path).href;
  page.on("dialog", async (dialog) => {
    told.dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== address) told.requests.push(request.url());
  });
  await page.goto(address, { waitUntil: "networkidle0" });
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  told.violations = found.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`);
  console.log(JSON.stringify(told));
  await page.close();
}
await browser.close();
