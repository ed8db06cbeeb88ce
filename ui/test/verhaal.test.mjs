// The story of one complaint, in a real browser: lodged, handled, judged, read. Once as most people
// have it, once without script. And what goes wrong on the way.
import { execFileSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { launch } from './browser.mjs'
import { BASIS, FOTO, HUIS, account, demoklacht, doe, fouten, inloggen, klachtInvullen, knop, mijnKlacht, tekst, verder, vul } from './stappen.mjs'

let browser
before(async () => { browser = await launch() })
after(() => browser.close())

async function ingediend (opties, tussendoor) {
  const tab = await (await browser.newContext(opties)).newPage()
  tab.setDefaultTimeout(8000)
  await klachtInvullen(tab, tussendoor)
  await verder(tab)
  assert.ok(tab.url().endsWith('/klacht/verzonden'), `${tab.url()}: ${await fouten(tab)}`)
  const inhoud = await tekst(tab)
  const nummer = inhoud.match(/K-\d{4}-\d{4,}/)[0]
  const code = inhoud.match(/\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b/)[0]
  assert.match(inhoud, /Uiterlijk \S+ \d+ \S+ \d{4}/, 'what happens next has dates')
  return { tab, nummer, code }
}

for (const [hoe, opties] of [['with script', {}], ['without script', { javaScriptEnabled: false }]]) {
  test(`a complaint is lodged, handled, judged and answered, ${hoe}`, async () => {
    const { tab, nummer, code } = await ingediend(opties, {
      async waar (t) {
        // Going back shows what was filled in; nothing chosen is an error that leads to its field.
        await t.goBack()
        assert.ok(await t.isChecked('[name=zorgsoort][value=wlz]'), 'the answer is still there')
        await verder(t)
        await verder(t)
        assert.equal((await fouten(t)).length, 1, 'one error')
        assert.match(await t.title(), /^Fout: /)
        assert.ok(await t.locator('.govuk-error-summary a[href="#locatie"]').count(), 'it leads to the field')
      },
      async bestanden (t) {
        await vul(t, { bestand: { ...FOTO, name: 'virus.png', buffer: Buffer.from('MZ\x90\x00niet echt') } })
        await verder(t)
        assert.match((await fouten(t))[0], /soort bestand kan niet.*pdf/s, 'says what is allowed')
      }
    })
    assert.ok(!tab.url().includes(code), 'the code is in no address')

    const klager = await mijnKlacht(browser, nummer, code, opties)
    assert.match(await tekst(klager), /Nummer van uw klacht/)

    const bestuur = await inloggen(browser, 'bestuur', opties)
    await vul(bestuur, { q: 'Çelik' })
    await Promise.all([bestuur.waitForNavigation(), bestuur.press('[name=q]', 'Enter')])
    assert.ok(!bestuur.url().includes('elik'), 'a name is in no address')
    await Promise.all([bestuur.waitForNavigation(), bestuur.locator('main tbody tr', { hasText: nummer }).locator('a').first().click()])
    assert.ok(bestuur.url().endsWith(nummer), 'found by name, accents and all')
    assert.match(await tekst(bestuur), /foto kamer Bülent\.png/, 'the picture came along')

    const rol = 'raad_van_bestuur'
    await doe(bestuur, nummer, rol, 'ontvangst_bevestigd', { toelichting: 'Wij vinden het vervelend voor u.' })
    await doe(bestuur, nummer, rol, 'contact_opgenomen', { hoe: 'telefoon', verslag: 'Met beiden gesproken.' })

    await bestuur.goto(`${HUIS}/werk/dossier/${nummer}`)
    await bestuur.locator('.kl-weigeringen > summary').click()
    const geweigerd = bestuur.locator('.kl-weigeringen .kl-daden > li').filter({ has: bestuur.locator('strong', { hasText: /^Oordeel geven$/ }) })
    assert.match(await geweigerd.innerText(), /artikel 8 lid 2 sub a/, 'no judgment before the accused could react, with the article')

    await doe(bestuur, nummer, rol, 'betrokkene_aangevuld', { partij: 'aangeklaagde', account: 'Emre Öztürk' })
    const straks = new Date(Date.now() + 14 * 864e5)
    const uiterlijk = { dag: straks.getDate(), maand: straks.getMonth() + 1, jaar: straks.getFullYear() }
    await bestuur.goto(`${HUIS}/werk/dossier/${nummer}/doe/${rol}/reactie_gevraagd`)
    await bestuur.uncheck('[name=aan][value=klager]')
    await vul(bestuur, { uiterlijk, vraag: 'Hoe kwam het dat niemand kwam?' })
    await verder(bestuur)
    if (/controleren/.test(await bestuur.title())) await verder(bestuur)
    assert.ok(bestuur.url().includes('gedaan='), `${await fouten(bestuur)}`)

    const aangeklaagde = await inloggen(browser, 'medewerker', opties)
    await aangeklaagde.goto(`${HUIS}/werk/dossier/${nummer}`)
    const gezien = await tekst(aangeklaagde)
    assert.match(gezien, /Hoe kwam het dat niemand kwam\?/)
    assert.match(gezien, /Ik wachtte één uur/)
    assert.ok(!gezien.includes('06 - 12 34 56 78'), 'how to reach the klager is not for the accused')
    assert.ok(!gezien.includes('Met beiden gesproken'), 'what is internal is not for the accused')
    assert.equal((await aangeklaagde.goto(`${HUIS}/werk/dossier/${nummer}/klacht`)).status(), 404)
    await doe(aangeklaagde, nummer, 'aangeklaagde', 'reactie_gegeven', { reactie: 'De bel was stuk. Ik meldde het.', bijlagen: FOTO })

    // The judgment: all that is missing at once, then the check with the letters, then it is given.
    await bestuur.goto(`${HUIS}/werk/dossier/${nummer}/doe/${rol}/oordeel_gegeven`)
    await vul(bestuur, { motivering: 'De bel was stuk.\n\nDat had niet mogen gebeuren.' })
    await verder(bestuur)
    const mist = (await fouten(bestuur)).join(' ')
    assert.match(mist, /Uitkomst/)
    assert.match(mist, /Hoe is de klacht behandeld.*artikel 10 lid 3/s)
    assert.equal(await bestuur.inputValue('[name=motivering]'), 'De bel was stuk.\n\nDat had niet mogen gebeuren.')
    await vul(bestuur, { uitkomst: 'gegrond', behandeling: 'Wij spraken met u en met de medewerker.' })
    await knop(bestuur, 'toevoegen')
    await vul(bestuur, { 'maatregelen-0-omschrijving': 'De bel is vervangen.', 'maatregelen-0-uiterlijk': uiterlijk })
    await verder(bestuur)
    assert.match(await bestuur.title(), /controleren/, `${await fouten(bestuur)}`)
    assert.match(await tekst(bestuur), /Beste Zoë Çelik-van ’t Hooft/, 'the letter is shown before it goes')
    await verder(bestuur)
    assert.ok(bestuur.url().includes('gedaan=oordeel_gegeven'))
    await bestuur.goto(`${HUIS}/werk/dossier/${nummer}/documenten`)
    assert.match(await tekst(bestuur), /Oordeel over de klacht/)

    await klager.goto(`${HUIS}/mijn-klacht/stand`)
    assert.match(await tekst(klager), /Ons antwoord is klaar/)
    await Promise.all([klager.waitForNavigation(), klager.locator('main a', { hasText: 'ons antwoord op uw klacht' }).first().click()])
    const brief = await tekst(klager)
    for (const stuk of ['u hebt gelijk gekregen', 'De bel is vervangen.', 'geschillencommissie', 'Dat had niet mogen gebeuren.']) assert.ok(brief.toLowerCase().includes(stuk.toLowerCase()), `${stuk} in\n${brief}`)
    const pdf = await (await klager.request.get(await klager.locator('a', { hasText: 'PDF' }).first().getAttribute('href').then((h) => new URL(h, BASIS).href))).body()
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    assert.match(execFileSync('pdfinfo', ['-'], { input: pdf, stdio: ['pipe', 'pipe', 'ignore'] }).toString(), /Tagged:\s+yes/)
  })
}

test('a klager sends a message with a picture, and stops', async () => {
  const { nummer, code } = await ingediend({})
  const tab = await mijnKlacht(browser, nummer, code)
  await tab.goto(`${HUIS}/mijn-klacht/doe/bericht_gestuurd`)
  await vul(tab, { bijlagen: FOTO })
  await verder(tab)
  assert.equal((await fouten(tab)).length, 1, 'a message without text is no message')
  assert.match(await tekst(tab), /foto kamer Bülent\.png/, 'the picture need not be sent again')
  await vul(tab, { bericht: 'Hier is de foto.' })
  await verder(tab)
  assert.ok(tab.url().includes('gedaan'), `${await fouten(tab)}`)
  const bestuur = await inloggen(browser, 'bestuur')
  await bestuur.goto(`${HUIS}/werk/dossier/${nummer}`)
  assert.equal(await bestuur.locator('main a', { hasText: 'foto kamer' }).count(), 2, 'with the complaint and with the message')
  await tab.goto(`${HUIS}/mijn-klacht/stoppen`)
  await verder(tab)
  assert.match(await tekst(tab), /gestopt/)
})

test('staff register a letter, and see the code of the klager once', async () => {
  const tab = await inloggen(browser, 'bestuur')
  await tab.goto(`${HUIS}/werk/nieuw`)
  await vul(tab, { kanaal: 'brief', 'klager-naam': 'Łukasz Dvořák' })
  await verder(tab)
  assert.match((await fouten(tab)).join(' '), /hoedanigheid/i, 'what is missing is told')
  assert.equal(await tab.inputValue('[name=klager-naam]'), 'Łukasz Dvořák', 'what was typed is still there')
  await vul(tab, { hoedanigheid: 'client', onderwerp: 'Koud eten', omschrijving: 'Het eten was koud.' })
  await verder(tab)
  const code = (await tab.locator('.govuk-notification-banner').innerText()).match(/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/)[0]
  const nummer = tab.url().match(/K-\d{4}-\d+/)[0]
  await mijnKlacht(browser, nummer, code)
  await tab.reload()
  assert.ok(!(await tekst(tab)).includes(code), 'the code is shown once')
})

test('two people act at once: the second sees what changed, and goes on with what was typed', async () => {
  const { nummer } = await ingediend({})
  const [een, twee] = [await inloggen(browser, 'bestuur'), await inloggen(browser, 'bestuur')]
  const pad = `${HUIS}/werk/dossier/${nummer}/doe/raad_van_bestuur/contact_opgenomen`
  await twee.goto(pad)
  await vul(twee, { hoe: 'telefoon', verslag: 'Dit typte ik: ünïek.' })
  await doe(een, nummer, 'raad_van_bestuur', 'ontvangst_bevestigd')
  await verder(twee)
  const inhoud = await tekst(twee)
  assert.match(inhoud, /Ontvangst bevestigd/, 'what changed')
  assert.match(inhoud, /Dit typte ik: ünïek\./, 'what was typed')
  await verder(twee)
  assert.equal(await twee.inputValue('[name=verslag]'), 'Dit typte ik: ünïek.')
  await verder(twee)
  if (/controleren/.test(await twee.title())) await verder(twee)
  assert.ok(twee.url().includes('gedaan=contact_opgenomen'), `${twee.url()} ${await fouten(twee)}`)
})

test('nobody comes where he has no business', async () => {
  const los = await (await browser.newContext()).newPage()
  for (const pad of ['/mijn-klacht/stand', '/mijn-klacht/klacht']) {
    await los.goto(HUIS + pad)
    assert.equal(los.url(), `${HUIS}/mijn-klacht`, 'to the page with number and code')
  }
  for (const pad of ['/werk', '/werk/dossier/K-2026-0001']) {
    await los.goto(HUIS + pad)
    assert.equal(los.url(), `${HUIS}/werk/inloggen`)
  }
  const [ander] = demoklacht('0002')
  const medewerker = await inloggen(browser, 'medewerker')
  for (const pad of ['', '/klacht', '/documenten', '/doe/raad_van_bestuur/oordeel_gegeven']) {
    assert.equal((await medewerker.goto(`${HUIS}/werk/dossier/${ander}${pad}`)).status(), 404, pad)
  }
  assert.equal((await los.goto(`${HUIS}/bestaat-niet`)).status(), 404)
  assert.match(await tekst(los), /pagina bestaat niet/i)
})

test('who guesses passwords or codes is stopped, and told so', async () => {
  const tab = await (await browser.newContext()).newPage()
  await tab.goto(`${HUIS}/werk/inloggen`)
  const zinnen = []
  for (let i = 0; i < 12; i++) {
    await vul(tab, { email: 'niemand@huis.example', wachtwoord: `fout${i}` })
    await verder(tab)
    zinnen.push(await tekst(tab))
  }
  assert.match(zinnen.at(-1), /te vaak|wacht/i)
  assert.ok(!account('bestuur').startsWith('niemand'), 'another account is not locked by it')
})
