// The checks on one page. Each takes the browser and the page and gives back what is wrong, as sentences.
// `mutaties.mjs` proves that together they catch the mistakes that people make.
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { open } from './browser.mjs'

const MODULES = path.join(path.dirname(fileURLToPath(import.meta.url)), '../node_modules')
const AXE = fs.readFileSync(path.join(MODULES, 'axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** How far the page is wider than the window, in pixels. */
const overflow = (tab) => tab.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))
const openAll = (tab) => tab.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true }))

/** What govuk-frontend does on purpose, with the assistive technology it was tested with, and axe disputes. */
const BEWUST = [
  ['aria-allowed-attr', '.govuk-radios__input[aria-expanded], .govuk-checkboxes__input[aria-expanded]'],
  ['label-content-name-mismatch', '.govuk-file-upload-button']
]

async function axeOn (tab, how) {
  await tab.evaluate(AXE)
  const found = await tab.evaluate(async ([rules, bewust]) => (await window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations
    .map((v) => ({ ...v, nodes: v.nodes.filter((n) => !bewust.some(([id, wie]) => id === v.id && document.querySelector(n.target[0])?.matches(wie))) }))
    .filter((v) => v.nodes.length)
    .map((v) => `${v.id} (${v.impact}): ${v.nodes.length}x ${v.nodes[0].html.slice(0, 160)}`), [RULES, BEWUST])
  return found.map((f) => `axe ${how}: ${f}`)
}

/** axe at two widths, as served and with every part opened. */
export async function axe (browser, page, widths = [1280, 390]) {
  const errors = []
  for (const width of widths) {
    const { tab, context } = await open(browser, page, { viewport: { width, height: 900 } })
    errors.push(...await axeOn(tab, `${width}`))
    if (await tab.locator('details:not([open])').count()) {
      await openAll(tab)
      errors.push(...await axeOn(tab, `${width} open`))
    }
    await context.close()
  }
  return errors
}

/** As served, with the policy on: nothing may be blocked, missing or thrown. */
export async function console_ (browser, page) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  if (page.cookie) {
    const [name, ...value] = page.cookie.split('=')
    await context.addCookies([{ name, value: value.join('='), url: new URL(page.url).origin }])
  }
  const tab = await context.newPage()
  const errors = []
  const own = (status) => status === (page.status ?? 200)
  tab.on('console', (m) => m.type() === 'error' && !/^Failed to load resource/.test(m.text()) && errors.push(`console: ${m.text()}`))
  tab.on('pageerror', (e) => errors.push(`script: ${e.message}`))
  tab.on('requestfailed', (r) => errors.push(`blocked: ${r.url()}`))
  tab.on('response', (r) => r.status() >= 400 && !(r.url() === page.url && own(r.status())) && errors.push(`${r.status()}: ${r.url()}`))
  const answer = await tab.goto(page.url, { waitUntil: 'load' })
  if (!own(answer.status())) errors.push(`status ${answer.status()}`)
  const policy = answer.headers()['content-security-policy'] ?? ''
  if (!policy.includes("default-src 'none'") || policy.includes('unsafe')) errors.push(`policy: ${policy || 'none'}`)
  await context.close()
  return errors
}

/** Without script everything is there and opens. (axe hangs without script: not here.) */
export async function withoutScript (browser, page) {
  const errors = []
  const { tab, context } = await open(browser, page, { viewport: { width: 390, height: 900 }, javaScriptEnabled: false })
  if (!await tab.locator('h1').first().isVisible()) errors.push('no script: the heading is not visible')
  const dead = await tab.locator('button[type=button]:not([hidden])').count()
  if (dead) errors.push(`no script: ${dead} buttons that do nothing`)
  // From the top: what lies within another one shows once that one is open.
  for (const summary of await tab.locator('details > summary').all()) {
    const details = summary.locator('..')
    if (await details.getAttribute('open') === null) await summary.click()
    if (await details.getAttribute('open') === null) errors.push(`no script: does not open: ${await summary.innerText()}`)
  }
  await context.close()
  return errors
}

/** 320 pixels wide (1.4.10), with more space in the text (1.4.12), and with letters twice as large (1.4.4). */
export async function room (browser, page) {
  const errors = []
  const told = async (tab, what) => { const px = await overflow(tab); if (px) errors.push(`${what}: ${px} pixels too wide`) }
  const narrow = await open(browser, page, { viewport: { width: 320, height: 568 } })
  await openAll(narrow.tab)
  await told(narrow.tab, '320 wide')
  const squeezed = await narrow.tab.evaluate(() => [...document.querySelectorAll('th,td,li,p,dt,dd,label')]
    .filter((e) => /\p{L}{5}/u.test(e.innerText) && e.clientWidth > 1 && e.clientWidth < 2.5 * parseFloat(getComputedStyle(e).fontSize))
    .map((e) => e.outerHTML.slice(0, 80)))
  errors.push(...squeezed.map((s) => `a letter a line: ${s}`))
  await narrow.tab.addStyleTag({ content: '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}' })
  await told(narrow.tab, '320 wide with text spacing')
  const clipped = await narrow.tab.evaluate(() => [...document.querySelectorAll('a,button,h1,h2,h3,p,dd,dt,li,label')]
    .filter((e) => getComputedStyle(e).overflow === 'hidden' && e.scrollHeight > e.clientHeight + 2 && !e.closest('.govuk-visually-hidden,.govuk-skip-link'))
    .map((e) => e.outerHTML.slice(0, 80)))
  errors.push(...clipped.map((c) => `text spacing cuts off: ${c}`))
  await narrow.context.close()
  const large = await open(browser, page, { viewport: { width: 1280, height: 800 } })
  await large.tab.addStyleTag({ content: 'html{font-size:200%!important}' })
  await told(large.tab, 'letters twice as large')
  await large.context.close()
  return errors
}

/** Every stop of the Tab key is in view and shows that it has the focus. */
export async function keyboard (browser, page) {
  const errors = []
  const { tab, context } = await open(browser, page, { viewport: { width: 1280, height: 800 } })
  await tab.evaluate(() => document.activeElement.blur())
  for (let stop = 0; stop < 150; stop++) {
    await tab.keyboard.press('Tab')
    const seen = await tab.evaluate(() => {
      const e = document.activeElement
      if (!e || e === document.body) return null
      const box = e.getBoundingClientRect()
      const css = getComputedStyle(e)
      return {
        name: (e.innerText || e.getAttribute('aria-label') || e.id || e.tagName).trim().slice(0, 40),
        inView: box.width > 0 && box.bottom > 0 && box.top < window.innerHeight,
        shown: (css.outlineStyle !== 'none' && parseFloat(css.outlineWidth) > 0) || css.boxShadow !== 'none'
      }
    })
    if (!seen) break
    if (!seen.inView) errors.push(`keyboard: "${seen.name}" is not in view`)
    if (!seen.shown) errors.push(`keyboard: "${seen.name}" does not show the focus`)
  }
  await context.close()
  return errors
}

/** References, headings, title; where there are errors, the focus goes there and each link to its field. */
export async function structure (browser, page) {
  const { tab, context } = await open(browser, page, { viewport: { width: 390, height: 844 } })
  const errors = await tab.evaluate(() => {
    const bad = []
    const there = (id) => document.getElementById(id)
    for (const name of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for']) {
      document.querySelectorAll(`[${name}]`).forEach((e) => e.getAttribute(name).split(/\s+/).forEach((id) => { if (!there(id)) bad.push(`${name} names ${id}`) }))
    }
    document.querySelectorAll('a[href^="#"]').forEach((e) => { const id = e.getAttribute('href').slice(1); if (id && !there(id)) bad.push(`a link leads to #${id}`) })
    if (document.querySelectorAll('h1').length !== 1) bad.push('not exactly one h1')
    if (!!document.querySelector('.govuk-error-summary') !== document.title.startsWith('Fout: ')) bad.push(`title and errors disagree: ${document.title}`)
    if (!document.querySelector('meta[name=robots][content*=noindex]')) bad.push('may be indexed')
    return bad
  })
  if (await tab.locator('.govuk-error-summary').count()) {
    if (!await tab.evaluate(() => document.activeElement.classList.contains('govuk-error-summary'))) errors.push('the focus is not on the errors')
    const links = tab.locator('.govuk-error-summary a')
    for (let i = 0; i < await links.count(); i++) {
      const goal = (await links.nth(i).getAttribute('href')).slice(1)
      await links.nth(i).click()
      if (!await tab.evaluate((id) => document.activeElement.id === id || document.getElementById(id)?.contains(document.activeElement), goal)) errors.push(`an error does not lead to ${goal}`)
    }
  }
  await context.close()
  return errors
}

/** Staff: "/" goes to the search field and is typed inside one; Esc closes a menu and gives the focus back. */
export async function shortcuts (browser, page) {
  const errors = []
  const { tab, context } = await open(browser, page, { viewport: { width: 1280, height: 800 } })
  if (await tab.locator('[data-sneltoets="/"]').count()) {
    await tab.evaluate(() => document.activeElement.blur())
    await tab.keyboard.press('/')
    if (await tab.evaluate(() => document.activeElement.id) !== 'zoek') errors.push('"/" does not go to the search field')
    await tab.keyboard.type('a/b')
    if (!(await tab.inputValue('#zoek')).endsWith('a/b')) errors.push('"/" cannot be typed')
    const menu = tab.locator('details.kl-menu').last()
    await menu.locator('summary').focus()
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('Tab')
    await tab.keyboard.press('Escape')
    if (await menu.getAttribute('open') !== null) errors.push('Esc does not close the menu')
    if (await tab.evaluate(() => document.activeElement.tagName) !== 'SUMMARY') errors.push('Esc loses the focus')
  }
  await context.close()
  return errors
}

/** On paper: closed parts are printed, buttons and menus are not. */
export async function paper (browser, page) {
  const errors = []
  const { tab, context } = await open(browser, page, { viewport: { width: 800, height: 1100 } })
  await tab.emulateMedia({ media: 'print' })
  // what is in a closed part is laid out in the next frame
  await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const hidden = await tab.evaluate(() => [...document.querySelectorAll('main details:not(.kl-menu, .kl-filterpaneel) > :not(summary)')]
    .filter((e) => !e.checkVisibility({ contentVisibilityAuto: true })).map((e) => e.parentElement.querySelector('summary').innerText))
  errors.push(...hidden.map((h) => `not printed: ${h}`))
  if (await tab.locator('.kl-knoppen:visible, .kl-werkbalk:visible').count()) errors.push('buttons on paper')
  await context.close()
  return errors
}

export const CHECKS = { axe, console: console_, withoutScript, room, keyboard, structure, shortcuts, paper }

/** The Nu checker on all pages at once (one start of Java). Gives a list per page name. */
export async function nu (browser, pages) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nu-'))
  for (const page of pages) {
    const context = await browser.newContext()
    const cookie = page.cookie ? { cookie: page.cookie } : {}
    const answer = await context.request.get(page.url, { headers: cookie, failOnStatusCode: false })
    fs.writeFileSync(path.join(folder, `${page.naam}.html`), await answer.body())
    await context.close()
  }
  const jar = path.join(MODULES, 'vnu-jar/build/dist/vnu.jar')
  const files = fs.readdirSync(folder).map((f) => path.join(folder, f))
  const told = await promisify(execFile)('java', ['-jar', jar, '--errors-only', '--format', 'gnu', ...files], { maxBuffer: 1 << 26 }).catch((e) => e)
  fs.rmSync(folder, { recursive: true })
  if (told.code && !told.stderr) throw told
  return told.stderr.split('\n').filter(Boolean).map((line) => line.replace(/^"?file:.*\//, ''))
}
