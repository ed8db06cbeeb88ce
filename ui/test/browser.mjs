// The browser and the pages that the checks run on.
//
//   node test/run.mjs FOLDER            serves FOLDER (made by the `voorbeelden` example) and checks FOLDER/paden.json
//   node test/run.mjs URL PATHS.json    checks a running server: PATHS.json is a list of paths, or of objects
//                                       { "pad": "/x", "naam": "x", "cookie": "name=value" }
import fs from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { serve } from './server.mjs'

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })

/** Base address, pages and an end, from the command line. `only` keeps pages whose name holds one of its words. */
export async function target ([where, list, ...rest] = process.argv.slice(2)) {
  if (!where) throw new Error('name a folder with example pages, or a base URL and a JSON file with paths')
  const live = /^https?:/.test(where)
  const server = live ? { base: where.replace(/\/$/, ''), close () {} } : await serve(where)
  const only = (live ? rest[0] : list)?.split(',')
  const paths = JSON.parse(fs.readFileSync(live ? list : path.join(where, 'paden.json'), 'utf8'))
  const pages = paths.map((p) => (typeof p === 'string' ? { pad: p } : p)).map((p) => ({
    ...p, url: server.base + p.pad, naam: p.naam ?? (p.pad.replace(/\.html$/, '').replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'start')
  }))
  return { ...server, live, pages: only ? pages.filter((p) => only.some((o) => p.naam.includes(o))) : pages }
}

/** A fresh page in a context of its own. */
export async function open (browser, page, options = {}) {
  const context = await browser.newContext({ bypassCSP: true, ...options })
  if (page.cookie) {
    const [name, ...value] = page.cookie.split('=')
    await context.addCookies([{ name, value: value.join('='), url: new URL(page.url).origin }])
  }
  const tab = await context.newPage()
  await tab.goto(page.url, { waitUntil: 'load' })
  return { tab, context }
}
