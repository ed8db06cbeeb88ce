// Pictures of every page at two widths, for a person to look at: SHOTS=folder node test/shots.mjs FOLDER [name,name]
import fs from 'node:fs'
import path from 'node:path'
import { launch, open, target } from './browser.mjs'

const out = process.env.SHOTS ?? 'shots'
fs.mkdirSync(out, { recursive: true })
const t = await target()
const browser = await launch()
for (const page of t.pages) {
  for (const width of [1280, 390]) {
    const { tab, context } = await open(browser, page, { viewport: { width, height: width === 390 ? 844 : 900 }, bypassCSP: false })
    await tab.evaluate(() => document.fonts.ready)
    await tab.evaluate(() => window.scrollTo(0, 0))
    await tab.screenshot({ path: path.join(out, `${page.naam}-${width}.png`), fullPage: true })
    await context.close()
  }
}
await browser.close()
t.close()
