// Every check on every page. See browser.mjs for what to name on the command line. Ends with 1 when something is wrong.
import { launch, target } from './browser.mjs'
import { CHECKS, nu } from './controles.mjs'

const WORKERS = 2
const t = await target()
const browser = await launch()
const spent = {}
let wrong = 0
const tell = (what) => { wrong++; console.log(what) }

const queue = [...t.pages]
await Promise.all(Array.from({ length: WORKERS }, async () => {
  for (let page; (page = queue.shift());) {
    for (const [name, check] of Object.entries(CHECKS)) {
      const begin = Date.now()
      const errors = await check(browser, page).catch((e) => [`${name} broke: ${e.message.split('\n')[0]}`])
      spent[name] = (spent[name] ?? 0) + Date.now() - begin
      for (const e of errors) tell(`${page.naam}: ${e}`)
    }
  }
}))
const begin = Date.now()
for (const line of await nu(browser, t.pages)) tell(`nu: ${line}`)
spent.nu = Date.now() - begin
await browser.close()
t.close()
console.log(Object.entries(spent).map(([n, ms]) => `${n} ${(ms / 1000).toFixed(1)} s`).join(', '))
console.log(wrong ? `${wrong} wrong on ${t.pages.length} pages` : `all right: ${t.pages.length} pages`)
process.exitCode = wrong ? 1 : 0
