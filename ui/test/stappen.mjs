// What a person does in the browser, in small steps, for the stories.
import fs from 'node:fs'
import assert from 'node:assert/strict'

export const BASIS = process.env.WEDERHOOR_ADRES
const LOG = process.env.WEDERHOOR_LOG
if (!BASIS || !LOG) throw new Error('scripts/browser.sh starts the server and sets WEDERHOOR_ADRES and WEDERHOOR_LOG')

const gedrukt = () => fs.readFileSync(LOG, 'utf8')
/** The provider for which the demo has complaints, by its id and as an address. */
const ID = process.env.WEDERHOOR_HUIS ?? 'livio'
export const HUIS = `${BASIS}/${ID}`
export const WACHTWOORD = gedrukt().match(/wachtwoord voor allen: (\S+)\)/)[1]
/** The address to log in with, by its first part: `bestuur`. */
export const account = (wie) => gedrukt().match(new RegExp(`(${wie}@${ID}\\.\\S+)`))[1]
/** Number and code of the demo complaint with this number at its end. */
export const demoklacht = (einde) => gedrukt().split(`/${ID}/werk`)[1].match(new RegExp(`(K-\\d{4}-${einde})\\s+([A-Z0-9-]+)`)).slice(1)

const HOOFDKNOP = 'main button.govuk-button[type=submit]:not([name]):not(.govuk-button--secondary)'

/** The main button of the form; waits for the next page. */
export async function verder (tab) {
  await Promise.all([tab.waitForNavigation(), tab.click(HOOFDKNOP)])
}

/** A named button. */
export async function knop (tab, tekst) {
  await Promise.all([tab.waitForNavigation(), tab.locator('main button', { hasText: tekst }).first().click()])
}

/** Fills fields by name: text, choice, check, list, or `{ dag, maand, jaar }`. */
export async function vul (tab, velden) {
  for (const [naam, waarde] of Object.entries(velden)) {
    if (waarde.dag) {
      for (const [deel, w] of Object.entries(waarde)) await tab.fill(`[name="${naam}-${deel}"]`, String(w))
      continue
    }
    const veld = tab.locator(`[name="${naam}"]`).first()
    const soort = await veld.evaluate((e) => e.tagName === 'SELECT' ? 'select' : e.type)
    if (soort === 'select') await veld.selectOption({ label: await veld.locator('option', { hasText: waarde }).first().innerText() })
    else if (soort === 'radio' || soort === 'checkbox') await tab.check(`[name="${naam}"][value="${waarde}"]`)
    else if (soort === 'file') await veld.setInputFiles(waarde)
    else await veld.fill(waarde)
  }
}

export const tekst = (tab) => tab.locator('main').innerText()
export const fouten = (tab) => tab.locator('.govuk-error-summary a').allInnerTexts()

export async function inloggen (browser, wie, opties = {}) {
  const tab = await (await browser.newContext(opties)).newPage()
  tab.setDefaultTimeout(8000)
  await tab.goto(`${HUIS}/werk/inloggen`)
  await vul(tab, { email: account(wie), wachtwoord: WACHTWOORD })
  await verder(tab)
  assert.equal(tab.url(), `${HUIS}/werk`, 'logged in')
  return tab
}

export async function mijnKlacht (browser, nummer, code, opties = {}) {
  const tab = await (await browser.newContext(opties)).newPage()
  tab.setDefaultTimeout(8000)
  await tab.goto(`${HUIS}/mijn-klacht`)
  await vul(tab, { nummer, code })
  await verder(tab)
  assert.equal(tab.url(), `${HUIS}/mijn-klacht/stand`, 'came in with number and code')
  return tab
}

/** Does an act as staff, with the check page when there is one. */
export async function doe (tab, nummer, rol, daad, velden = {}) {
  await tab.goto(`${HUIS}/werk/dossier/${nummer}/doe/${rol}/${daad}`)
  await vul(tab, velden)
  await verder(tab)
  if (/controleren/.test(await tab.title())) await verder(tab)
  assert.deepEqual(await fouten(tab), [], `${daad} was done`)
  assert.ok(tab.url().includes(`gedaan=${daad}`), `${daad} was done: ${tab.url()}`)
}

/** A small real picture, as an upload. */
export const FOTO = {
  name: 'foto kamer Bülent.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
}

/** The complaint form up to the page with the check; `tussendoor` looks at a page before it is left. */
export async function klachtInvullen (tab, tussendoor = {}) {
  await tab.goto(HUIS)
  await Promise.all([tab.waitForNavigation(), tab.locator('main a', { hasText: /klacht/i }).first().click()])
  if (!tab.url().includes('/klacht/')) await tab.goto(`${HUIS}/klacht/voor-wie`)
  const antwoorden = {
    'voor-wie': { hoedanigheid: 'client', client_stand: 'krijgt_zorg' },
    zorg: { zorgsoort: 'wlz', onvrijwillige_zorg: 'nee' },
    waar: { locatie: 'anders', locatie_anders: 'Het ’s-Gravenhofje' },
    wanneer: { gebeurtenis_op: { dag: 3, maand: 3, jaar: 2026 } },
    'wat-gebeurde-er': { omschrijving: 'Ik wachtte één uur op hulp.\n\nNiemand kwam. Ünal zag het.' },
    'over-wie': { over: 'medewerker', aangeklaagden: 'Emre Öztürk' },
    'wat-wilt-u': { gewenst: 'Dat het niet meer gebeurt.', schadevergoeding: 'nee' },
    'andere-zorgaanbieders': { ook_elders: 'nee' },
    bestanden: { bestand: FOTO },
    'uw-gegevens': { naam: 'Zoë Çelik-van ’t Hooft', telefoon: '06 - 12 34 56 78', adres: 'Kerkstraat 12, 7511 CD Enschede', bericht_via: 'brief' }
  }
  for (const [stap, velden] of Object.entries(antwoorden)) {
    assert.ok(tab.url().endsWith(`/klacht/${stap}`), `at ${stap}: ${tab.url()}, ${await fouten(tab)}`)
    if (tussendoor[stap]) await tussendoor[stap](tab)
    await vul(tab, velden)
    await verder(tab)
  }
  assert.ok(tab.url().endsWith('/klacht/controle'), tab.url())
}
