// Opens pages in Chromium and tells what they do: node browser.mjs CHROMIUM NEW_FOLDER PAGE...
// Prints for each page its dialogs, its requests beyond itself, what axe-core finds at the width of a desk and of
// a phone, and what does not fit there; and prints it on paper, as PDF beside it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, userDataDir, ...pages] = process.argv.slice(2);
const WIDTHS = [1280, 390];

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
  const told = { page: path, dialogs: [], requests: [], violations: [], spills: [] };
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
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 844 });
    const found = await page.evaluate(() => axe.run());
    told.violations.push(...found.violations.map((each) => `${width} px: ${each.id}: ${each.nodes[0].html.slice(0, 120)}`));
    told.spills.push(...(await page.evaluate(spills)).map((each) => `${width} px: ${each}`));
  }
  await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true });
  console.log(JSON.stringify(told));
  await page.close();
}
await browser.close();

// What is wider than the window or than its cell, and what nobody sees without scrolling sideways.
function spills() {
  const short = (element) => element.textContent.trim().slice(0, 60);
  const wide = document.documentElement.clientWidth;
  const found = document.documentElement.scrollWidth > wide ? ["the page scrolls sideways"] : [];
  for (const cell of document.querySelectorAll("th, td, p, li, h1, h2, h3")) {
    const heard = cell.closest("thead")?.clientWidth === 1; // for those who listen, not to be seen
    if (!heard && cell.scrollWidth > cell.clientWidth + 1) found.push(`leaves its place: ${short(cell)}`);
  }
  for (const area of document.querySelectorAll(".table")) {
    const scrolls = area.scrollWidth > area.clientWidth + 1;
    if (scrolls && area.tabIndex < 0) found.push(`scrolls out of reach of the keyboard: ${short(area)}`);
  }
  return found;
}
