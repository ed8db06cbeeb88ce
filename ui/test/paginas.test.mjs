// Every page type on the running server, through every check of controles.mjs: axe, the HTML checker,
// no script, policy, 320 pixels, keyboard, structure, paper. And the proof that the checks can fail.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { launch } from './browser.mjs'
import { CHECKS, axe, nu } from './controles.mjs'
import { BASIS, HUIS, demoklacht, inloggen, mijnKlacht } from './stappen.mjs'

const pad = (url) => url.slice(BASIS.length)
let browser
let paginas

before(async () => {
  browser = await launch()
  const sessie = async (tab) => {
    const c = (await tab.context().cookies()).find((c) => /sessie|klager|medewerker/i.test(c.name)) ?? (await tab.context().cookies())[0]
    return `${c.name}=${c.value}`
  }
  const bestuur = await sessie(await inloggen(browser, 'bestuur'))
  const privacy = await sessie(await inloggen(browser, 'privacy'))
  const aangeklaagde = await sessie(await inloggen(browser, 'medewerker'))
  const klager = {}
  for (const einde of ['0005', '0010']) klager[einde] = await sessie(await mijnKlacht(browser, ...demoklacht(einde)))
  const [open] = demoklacht('0001')
  const [klaar] = demoklacht('0002')
  const tab = await mijnKlacht(browser, ...demoklacht('0005'))
  const brief = await tab.locator('main a[href*="/brief/"]').first().getAttribute('href')
  const p = (naam, pad, cookie, meer = {}) => ({ naam, url: pad.startsWith('/') ? BASIS + pad : `${HUIS}/${pad}`, cookie, ...meer })
  paginas = [
    p('start', pad(HUIS)),
    { naam: 'portaal', url: `${BASIS}/` },
    { naam: 'portaal-gezocht', url: `${BASIS}/?zoek=liv` },
    { naam: 'portaal-niets', url: `${BASIS}/?zoek=bestaat-niet` },
    { naam: 'kies-aanbieder', url: `${BASIS}/kpz/klacht` },
    { naam: 'kies-aanbieder-niets', url: `${BASIS}/kpz/klacht/bij-welke-zorgaanbieder?zoek=bestaat-niet` },
    ...['folder', 'folder/en', 'folder/medewerkers'].map((n) => p(n.replace('/', '-'), n)),
    p('regeling-versie', 'regeling/2020-01-01'),
    ...['regeling', 'contact', 'privacy', 'toegankelijkheid'].map((n) => p(n, n)),
    ...['voor-wie', 'zorg', 'waar', 'wanneer', 'wat-gebeurde-er', 'over-wie', 'wat-wilt-u', 'andere-zorgaanbieders', 'bestanden', 'uw-gegevens'].map((n) => p(`klacht-${n}`, `klacht/${n}`)),
    p('toegang', 'mijn-klacht'),
    p('stand-klaar', 'mijn-klacht/stand', klager['0005']),
    p('stand-gevraagd', 'mijn-klacht/stand', klager['0010']),
    p('wie-keek-klager', 'mijn-klacht/inzage', klager['0010']),
    p('teruglezen', 'mijn-klacht/klacht', klager['0010']),
    p('bericht', 'mijn-klacht/doe/bericht_gestuurd', klager['0010']),
    p('keuze', 'mijn-klacht/doe/keuze_bij_uitstel_gegeven', klager['0010']),
    p('stoppen', 'mijn-klacht/stoppen', klager['0010']),
    p('brief', brief, klager['0005']),
    p('inloggen', 'werk/inloggen'),
    p('werkvoorraad', 'werk', bestuur),
    p('werkvoorraad-leeg', 'werk?weergave=te-laat&locatie=Nergens', bestuur),
    p('dossier', `werk/dossier/${klaar}`, bestuur),
    p('dossier-klacht', `werk/dossier/${klaar}/klacht`, bestuur),
    p('dossier-documenten', `werk/dossier/${klaar}/documenten`, bestuur),
    p('dossier-wie-keek', `werk/dossier/${klaar}/inzage`, bestuur),
    p('wie-keek', 'werk/inzage', privacy),
    p('wie-keek-dossier', `werk/inzage?nummer=${klaar}`, privacy),
    p('daad-oordeel', `werk/dossier/${klaar}/doe/raad_van_bestuur/oordeel_gegeven`, bestuur),
    p('daad-betrokkene', `werk/dossier/${klaar}/doe/raad_van_bestuur/betrokkene_aangevuld`, bestuur),
    p('daad-geweigerd', `werk/dossier/${open}/doe/raad_van_bestuur/oordeel_gegeven`, bestuur),
    p('daad-rechtzetten', `werk/dossier/${open}/doe/raad_van_bestuur/rechtgezet`, bestuur),
    p('rechtzetten', `werk/dossier/${open}/rechtzetten/1`, bestuur),
    p('splitsen', `werk/dossier/${open}/splitsen/raad_van_bestuur/klacht_gesplitst`, bestuur),
    p('nieuw', 'werk/nieuw', bestuur),
    p('bewaren', 'werk/bewaren', bestuur),
    p('taken', 'werk/taken', bestuur),
    p('rapportage', 'werk/rapportage', bestuur),
    p('rapportage-jaar', 'werk/rapportage?periode=2025', bestuur),
    p('instellingen', 'werk/instellingen', bestuur),
    p('aangeklaagde', `werk/dossier/${open}`, aangeklaagde),
    p('aangeklaagde-reactie', `werk/dossier/${open}/doe/aangeklaagde/reactie_gegeven`, aangeklaagde),
    p('werkvoorraad-aangeklaagde', 'werk', aangeklaagde),
    p('bestaat-niet', 'bestaat-niet', undefined, { status: 404 })
  ]
})
after(() => browser.close())

for (const [naam, controle] of Object.entries(CHECKS)) {
  test(`every page passes: ${naam}`, async () => {
    const mis = []
    const rij = [...paginas]
    await Promise.all([0, 1].map(async () => {
      for (let p; (p = rij.shift());) mis.push(...(await controle(browser, p)).map((m) => `${p.naam}: ${m}`))
    }))
    assert.deepEqual(mis, [])
  })
}

test('every page is valid HTML by the Nu checker', async () => {
  assert.deepEqual(await nu(browser, paginas), [])
})

test('no address or title tells a name', async () => {
  for (const p of paginas) {
    const context = await browser.newContext()
    if (p.cookie) await context.addCookies([{ name: p.cookie.split('=')[0], value: p.cookie.slice(p.cookie.indexOf('=') + 1), url: BASIS }])
    const tab = await context.newPage()
    await tab.goto(p.url)
    for (const plek of [tab.url(), await tab.title()]) assert.doesNotMatch(decodeURIComponent(plek), /Bakker|Jan.en|Amrani|Öztürk|Łukas|Þórsd/, p.naam)
    await context.close()
  }
})

test('the checks can fail: a label taken away is found', async () => {
  const stuk = {
    newContext: async (o) => {
      const context = await browser.newContext(o)
      await context.route('**/werk/inloggen', async (route) => {
        const antwoord = await route.fetch()
        await route.fulfill({ response: antwoord, body: (await antwoord.text()).replace(/<label[^>]*>E-mailadres<\/label>/, '') })
      })
      return context
    }
  }
  const mis = await axe(stuk, paginas.find((p) => p.naam === 'inloggen'), [1280])
  assert.ok(mis.some((m) => m.includes('label')), `${mis}`)
})
