// Makes ui/dist: the one style sheet, the one script, the icons, the fonts and their licences.
// Everything of other people comes out of node_modules; nothing of it is kept in the repository.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import { transform } from 'lightningcss'
import * as sass from 'sass'

process.chdir(path.dirname(fileURLToPath(import.meta.url)))
const DIST = 'dist'
const WORK = 'node_modules/.dist' // built beside, then moved: dist is never half there
const MODULES = 'node_modules'

// The icons that components/icoon.rs names; its test reads the sprite and fails on a missing one.
const ICONS = [
  'arrow-right', 'ban', 'building-2', 'calendar', 'check', 'chevron-down', 'circle-alert', 'clock', 'download',
  'eye', 'eye-off', 'file-text', 'flag', 'gavel', 'handshake', 'heart-handshake', 'history', 'info', 'key-round',
  'life-buoy', 'lock', 'log-out', 'mail', 'map-pin', 'message-square', 'messages-square', 'paperclip', 'pencil',
  'phone', 'plus', 'printer', 'scale', 'search', 'send', 'settings', 'triangle-alert', 'upload', 'user', 'users', 'x'
]
// Files with these subsets cover Dutch and the names of people in the Netherlands.
const SUBSETS = ['latin', 'latin-ext']
const WEB_FONT = '@fontsource-variable/source-sans-3'
const LETTER_FONT = 'source-sans'
const LETTER_WEIGHTS = { 400: 'Regular', 600: 'Semibold', 700: 'Bold' }

const read = (...parts) => fs.readFileSync(path.join(...parts), 'utf8')
const write = (name, content) => {
  const file = path.join(WORK, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, content)
}

/** The @font-face rules of the wanted subsets, from the package's own style sheet. */
function fontFaces () {
  const rules = read(MODULES, WEB_FONT, 'index.css').match(/@font-face\s*{[^}]*}/g) ?? []
  return SUBSETS.map((subset) => {
    const file = `source-sans-3-${subset}-wght-normal.woff2`
    const rule = rules.find((r) => r.includes(`files/${file}`))
    if (!rule) throw new Error(`no @font-face for ${file} in ${WEB_FONT}`)
    write(`fonts/${file}`, fs.readFileSync(path.join(MODULES, WEB_FONT, 'files', file)))
    return rule.replace('./files/', 'fonts/').replace("'Source Sans 3 Variable'", "'Source Sans 3'")
  }).join('\n')
}

function buildStyles () {
  const { css } = sass.compile('src/app.scss', { loadPaths: ['.'], quietDeps: true })
  const version = (major) => major << 16
  const { code, warnings } = transform({
    filename: 'app.css',
    code: Buffer.from(fontFaces() + css),
    minify: true,
    targets: {
      safari: version(13), ios_saf: version(13), chrome: version(80),
      firefox: version(78), edge: version(80), samsung: version(13)
    }
  })
  if (warnings.length) throw new Error(warnings.map((w) => `style sheet: ${w.message}`).join('\n'))
  write('app.css', code)
}

async function buildScript () {
  await esbuild.build({
    entryPoints: ['src/app.js'],
    outfile: path.join(WORK, 'app.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none', // the licences are served as one text
    logLevel: 'warning'
  })
}

function buildSprite () {
  const symbols = ICONS.map((name) => {
    const drawing = read(MODULES, 'lucide-static/icons', `${name}.svg`)
      .replace(/<!--.*?-->/s, '').replace(/<\/?svg[^>]*>/gs, '').replace(/\s+/g, ' ').trim()
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`
  })
  const merk = read('src/merk.svg').match(/<g id="beeld">(.*?)<\/g>/s)[1]
  symbols.push(`<symbol id="merk" viewBox="0 0 40 40">${merk}</symbol>`)
  write('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`)
  write('merk.svg', read('src/merk.svg'))
}

/** Letters are set by a program that reads ttf and otf only, and wants the family's own name inside. */
function buildLetterFonts () {
  for (const [weight, style] of Object.entries(LETTER_WEIGHTS)) {
    write(`brief-fonts/source-sans-3-latin-${weight}.ttf`, fs.readFileSync(path.join(MODULES, LETTER_FONT, 'TTF', `SourceSans3-${style}.ttf`)))
  }
}

/** What reaches a visitor, each with its licence. Build tools are not shipped and not listed. */
function buildLicences () {
  const mit = read(MODULES, 'esbuild/LICENSE.md').match(/Permission is hereby granted[\s\S]*/)[0]
  const texts = {
    // this package brings no licence file of its own, only the word MIT and whose work it is
    'govuk-frontend': `The MIT License (MIT)\n\nCopyright (C) 2017 Crown Copyright (Government Digital Service)\n\n${mit}`,
    [WEB_FONT]: read(MODULES, WEB_FONT, 'LICENSE'),
    [LETTER_FONT]: read(MODULES, LETTER_FONT, 'LICENSE.md'),
    'lucide-static': read(MODULES, 'lucide-static/LICENSE')
  }
  const parts = Object.entries(texts).map(([name, text]) => {
    const { version, license } = JSON.parse(read(MODULES, name, 'package.json'))
    return `${name} ${version} (${license})\n${'='.repeat(72)}\n\n${text.trim()}\n`
  })
  write('licenties.txt', parts.join('\n\n'))
}

/** One name for this bundle: its files are served under it and may be cached for ever. */
function stampVersion () {
  const hash = createHash('sha256')
  const files = fs.readdirSync(WORK, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile()).map((f) => path.join(f.parentPath ?? f.path, f.name)).sort()
  for (const file of files) hash.update(path.relative(WORK, file)).update(fs.readFileSync(file))
  write('versie', hash.digest('hex').slice(0, 12))
}

fs.rmSync(WORK, { recursive: true, force: true })
buildStyles()
await buildScript()
buildSprite()
buildLetterFonts()
buildLicences()
stampVersion()
fs.rmSync(DIST, { recursive: true, force: true })
fs.renameSync(WORK, DIST)
