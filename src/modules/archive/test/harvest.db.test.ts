/** OAI-PMH over HTTP: what harvesters are told, what they are never told, and that nothing is passed over while units change. */
import { sql } from 'kysely'
import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator } from '#modules/auth/index.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { archive } from '../contract.ts'
import { harvest } from '../harvest-contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
let server: HttpServer
let repositoryId: string
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  b = build(t, o)
  repositoryId = (await b.repository()).id
  server = await createHttpServer({
    kernel: t.kernel,
    version: '0',
    webFolder: null,
    authenticate: createAuthenticator(t.kernel),
    readiness: async () => [],
    welcome: async () => ({}),
  })
})
afterAll(async () => {
  await server?.close()
  await t?.close()
})

const url = (of: Office = o) => `/api/oai/${of.organizationId}`
const BASE = 'https://luutru.songmay.example/oai'
const NS = {
  o: 'http://www.openarchives.org/OAI/2.0/',
  dc: 'http://purl.org/dc/elements/1.1/',
  ead: 'http://ead3.archivists.org/schema/',
}

interface Told {
  readonly text: string
  readonly at: string
  readonly error: string | null
  /** Ids of records told as they are, and of those that are gone. */
  readonly live: string[]
  readonly gone: string[]
  readonly token: string | null
  all(path: string): string[]
}

function parsed(text: string): Told {
  const doc = XmlDocument.fromString(text)
  const values = (path: string) =>
    doc.find(path, NS).map((one) => ('value' in one ? String(one.value) : (one as { content: string }).content))
  const ids = (condition: string) =>
    values(`//o:header[${condition}]/o:identifier`).map((one) => one.replace('urn:uuid:', ''))
  const told = {
    text,
    at: values('/o:OAI-PMH/o:responseDate')[0]!,
    error: values('/o:OAI-PMH/o:error/@code')[0] ?? null,
    live: ids('not(@status)'),
    gone: ids('@status="deleted"'),
    token: values('//o:resumptionToken')[0] || null,
  }
  const kept = new Map<string, string[]>()
  for (const path of PATHS) kept.set(path, values(path))
  doc.dispose()
  return { ...told, all: (path) => kept.get(path)! }
}
const PATHS = [
  '//o:record/o:metadata//dc:identifier',
  '//ead:unitid',
  '//o:setSpec',
  '//o:setName',
  '//o:metadataPrefix',
  '//o:Identify/*',
  '/o:OAI-PMH/o:request',
  '/o:OAI-PMH/o:request/@*',
] as const

async function ask(query: Record<string, string>, how: 'GET' | 'POST' = 'GET'): Promise<Told> {
  const words = new URLSearchParams(query).toString()
  const answer = await server.app.inject(
    how === 'GET'
      ? { url: `${url()}?${words}` }
      : {
          method: 'POST',
          url: url(),
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
          payload: words,
        },
  )
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8')
  return parsed(answer.body)
}
const LIST = { verb: 'ListRecords', metadataPrefix: 'oai_dc' }
const HEADS = { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc' }
/** Everything from a beginning to the last page. */
async function harvestAll(query: Record<string, string>, between: (page: number) => Promise<void> = async () => {}) {
  const state = new Map<string, 'live' | 'gone'>()
  let told = await ask(query)
  let pages = 1
  for (;;) {
    for (const id of told.live) state.set(id, 'live')
    for (const id of told.gone) state.set(id, 'gone')
    if (!told.token) break
    await between(pages)
    told = await ask({ verb: query['verb']!, resumptionToken: told.token })
    pages++
  }
  return { state, pages, at: told.at, error: told.error }
}
const settle = () => t.clock.advance(90_000)
const publish = (ids: string[], to: 'draft' | 'office' | 'public', isWithBelow = true) =>
  t.run(archive.publish, o.actors.leader, { body: { ids, to, isWithBelow } })
const set = async (over: object = {}, of: Office = o, actor = of.actors.archivist) => {
  const { version } = await t.run(harvest.harvesting, actor)
  return t.run(harvest.setHarvesting, actor, {
    body: { isOn: true, baseUrl: BASE, adminEmail: 'luutru@songmay.example', version, ...over },
  })
}
async function openRepository(isOpen: boolean) {
  const row = (await t.run(archive.repositories, o.actors.leader)).items.find((one) => one.id === repositoryId)!
  const { id: _, fonds: __, ...body } = row
  await t.run(archive.changeRepository, o.actors.leader, { params: { repositoryId }, body: { ...body, isOpen } })
}
const versionOf = async (unitId: string) => (await b.get(unitId)).unit.version

describe('the switch', () => {
  it('is off at first: nobody is answered, also not for a body that is not there', async () => {
    for (const at of [url(), '/api/oai/0190f000-0000-7000-8000-00000000000a', '/api/oai/x'])
      for (const verb of ['Identify', 'ListRecords&metadataPrefix=oai_dc', 'Nothing']) {
        const answer = await server.app.inject({ url: `${at}?verb=${verb}` })
        expect([404, 422]).toContain(answer.statusCode)
        expect(answer.body).not.toContain('<')
      }
  })

  it('is the archive’s, with an address and a person to write to; it is on record', async () => {
    await expect(set({}, o, o.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    await expect(set({ baseUrl: 'javascript:alert(1)' })).rejects.toMatchObject({ code: 'PLATFORM_INPUT_INVALID' })
    await expect(set({ baseUrl: 'https://a.example/?verb=x' })).rejects.toMatchObject({ status: 422 })
    await set()
    await expect(set({ version: 0 })).rejects.toMatchObject({ code: 'PLATFORM_STATE_CHANGED' })
    const [entry] = await t.admin<{ after: unknown }>(
      `select after from audit.entry where kind = 'archive.setHarvesting' and outcome = 'done'`,
    )
    expect(entry!.after).toMatchObject({ isOn: true, baseUrl: BASE })
    const told = await ask({ verb: 'Identify' })
    expect(told.all('//o:Identify/*')).toEqual([
      'Ủy ban nhân dân xã Sông Mây',
      BASE,
      '2.0',
      'luutru@songmay.example',
      expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      'persistent',
      'YYYY-MM-DDThh:mm:ssZ',
    ])
    expect(told.all('/o:OAI-PMH/o:request')).toEqual([BASE])
  })
})

describe('what is told', () => {
  it('nothing before the head opened the repository, nothing that is not public, nothing narrowed, not even as deleted', async () => {
    const { fonds, files } = await b.fonds(repositoryId, '12', 2, 2)
    const [narrowed] = await b.children(files[0]!)
    await t.run(documentAccess.askAccess, o.actors.leader, {
      params: { documentId: narrowed!.documentId! },
      body: { isNarrowed: true, members: [], reason: 'Đơn thư' },
    })
    await publish([fonds], 'public')
    settle()
    expect((await ask(LIST)).error).toBe('noRecordsMatch')
    expect((await ask({ verb: 'ListSets' })).error).toBe('noSetHierarchy')
    const alone = { verb: 'GetRecord', identifier: `urn:uuid:${files[0]}`, metadataPrefix: 'oai_dc' }
    expect((await ask(alone)).error).toBe('idDoesNotExist')

    await openRepository(true)
    settle()
    await publish([files[1]!], 'office')
    const draft = await b.unit('file', { parentId: fonds }, 'Hồ sơ đang mô tả')
    settle()
    const { state } = await harvestAll(LIST)
    const goneNow = [files[1]!, ...(await b.children(files[1]!)).map((one) => one.id)]
    expect(
      [...state]
        .filter(([, is]) => is === 'gone')
        .map(([id]) => id)
        .sort(),
    ).toEqual(goneNow.sort())
    for (const never of [draft, narrowed!.id]) {
      expect(state.has(never)).toBe(false)
      expect((await ask({ ...alone, identifier: `urn:uuid:${never}` })).error).toBe('idDoesNotExist')
    }
    const all = await ask(LIST)
    expect(all.all('//o:record/o:metadata//dc:identifier')).toContain('P.12 – ML.01 – HS.1 – 2')
    for (const word of ['Văn bản 1 trong hồ sơ 1', 'Hồ sơ thứ 2', 'đang mô tả', 'Đơn thư'])
      expect(all.text).not.toContain(word)
    expect(all.all('//o:setSpec')).toContain(`fonds-${fonds}`)
    expect((await ask({ verb: 'ListSets' })).all('//o:setName')).toEqual(['P.12 Phông 12'])
    const ead = await ask({ ...alone, metadataPrefix: 'ead3' })
    expect(ead.all('//ead:unitid')).toEqual(['P.12 – ML.01 – HS.1'])
    expect((await ask({ verb: 'ListMetadataFormats' })).all('//o:metadataPrefix')).toEqual(['oai_dc', 'ead3'])
  })

  it('an item narrowed afterwards is gone, and comes back when the narrowing ends', async () => {
    const { fonds, files } = await b.fonds(repositoryId, '21', 1, 1)
    await publish([fonds], 'public')
    const [item] = await b.children(files[0]!)
    const alone = { verb: 'GetRecord', identifier: `urn:uuid:${item!.id}`, metadataPrefix: 'oai_dc' }
    expect((await ask(alone)).live).toEqual([item!.id])
    const narrow = (isNarrowed: boolean) =>
      t.run(documentAccess.askAccess, o.actors.leader, {
        params: { documentId: item!.documentId! },
        body: { isNarrowed, members: [], reason: 'Đơn thư' },
      })
    settle()
    const since = { ...HEADS, from: `${t.clock.now().toISOString().slice(0, 19)}Z` }
    await narrow(true)
    const gone = await ask(alone)
    expect(gone.gone).toEqual([item!.id])
    expect(gone.text).not.toContain('Văn bản')
    settle()
    expect((await harvestAll(since)).state).toEqual(new Map([[item!.id, 'gone']]))
    await narrow(false)
    settle()
    expect((await harvestAll(since)).state).toEqual(new Map([[item!.id, 'live']]))
  })

  it('of another body, nothing comes under this one’s address', async () => {
    const other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
    await set({}, other)
    const told = parsed((await server.app.inject({ url: `${url(other)}?verb=ListRecords&metadataPrefix=oai_dc` })).body)
    expect(told.error).toBe('noRecordsMatch')
    const sly = `${url(other)}?verb=ListRecords&metadataPrefix=oai_dc&organizationId=${o.organizationId}`
    expect((await server.app.inject({ url: sly })).body).not.toContain('<record>')
  })
})

describe('a harvest', () => {
  it('of many pages misses nothing while units change, and the next one brings what changed', async () => {
    const { fonds, inventory, files } = await b.fonds(repositoryId, '31', 70, 1)
    await publish([fonds], 'public')
    settle()
    const bySet = { ...LIST, set: `fonds-${fonds}` }
    const { state, pages, at } = await harvestAll(bySet, async (page) => {
      if (page !== 1) return
      // Between two pages: one that was told is renamed, one that was not is withdrawn, one is removed, one is added.
      await t.run(archive.change, o.actors.archivist, {
        params: { unitId: files[0]! },
        body: { version: await versionOf(files[0]!), title: 'Hồ sơ đổi tên' },
      })
      await publish([files[60]!], 'office')
      const [item] = await b.children(files[61]!)
      await t.run(archive.remove, o.actors.archivist, {
        params: { unitId: item!.id },
        body: { version: item!.version, words: 'Trùng' },
      })
      const added = await b.unit('file', { parentId: inventory }, 'Hồ sơ thêm')
      await publish([added], 'public')
      settle()
    })
    expect(pages).toBeGreaterThan(2)
    const rows = await t.admin<{ id: string; is: string }>(
      `select id, case when publish = 'public' and removed_at is null then 'live' else 'gone' end as is
       from archive.unit where fonds_id = $1`,
      [fonds],
    )
    expect(Object.fromEntries(state)).toEqual(Object.fromEntries(rows.map((row) => [row.id, row.is])))

    // The next one, from where the last answer said it was.
    settle()
    expect((await harvestAll({ ...bySet, from: at })).state.size).toBe(0)
    await publish([files[3]!], 'draft')
    settle()
    const next = await harvestAll({ ...bySet, from: at })
    const below = (await b.children(files[3]!)).map((one) => one.id)
    expect(next.state).toEqual(new Map([files[3]!, ...below].map((id) => [id, 'gone'])))
  })

  it('a moved or renumbered unit is told anew with all in it, as its set and references changed', async () => {
    const [one, two] = [await b.fonds(repositoryId, '41', 2, 1), await b.fonds(repositoryId, '42', 1, 1)]
    await publish([one.fonds, two.fonds], 'public')
    settle()
    const since = { ...LIST, from: `${t.clock.now().toISOString().slice(0, 19)}Z` }
    await t.run(archive.change, o.actors.archivist, {
      params: { unitId: one.inventory },
      body: { version: await versionOf(one.inventory), number: '02' },
    })
    settle()
    expect((await harvestAll(since)).state.size).toBe(5)
    const later = { ...LIST, from: `${t.clock.now().toISOString().slice(0, 19)}Z` }
    await t.run(archive.move, o.actors.archivist, { body: { ids: [one.inventory], to: two.fonds } })
    settle()
    const told = await ask(later)
    expect(told.live).toHaveLength(5)
    expect(new Set(told.all('//o:setSpec'))).toEqual(new Set([`fonds-${two.fonds}`]))
    expect(told.all('//o:record/o:metadata//dc:identifier')).toContain('P.42 – ML.02 – HS.2 – 1')
  })

  it('what may still be in the course of being written is not passed over: it is told when it has settled', async () => {
    const { fonds } = await b.fonds(repositoryId, '51', 1, 0)
    settle()
    const before = await ask({ ...HEADS, from: '2026-01-01' })
    await publish([fonds], 'public')
    expect((await ask({ ...HEADS, from: before.at })).error).toBe('noRecordsMatch')
    settle()
    expect((await ask({ ...HEADS, from: before.at })).live).toContain(fonds)
  })

  it('a change that takes longer than that holds the lists back until it is written', async () => {
    const { fonds } = await b.fonds(repositoryId, '52', 1, 0)
    settle()
    const began = t.clock.now()
    let written = () => {}
    const wait = new Promise<void>((resolve) => {
      written = resolve
    })
    let hasBegun = () => {}
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve
    })
    const slow = t.as(o.organizationId, async ({ tx, now }) => {
      await sql`update archive.unit set publish = 'public', harvest_at = ${now} where id = ${fonds}`.execute(tx)
      hasBegun()
      await wait
    })
    await begun
    settle()
    settle()
    const meanwhile = await ask({ ...HEADS, from: '2026-01-01' })
    expect(meanwhile.live).not.toContain(fonds)
    expect(Date.parse(meanwhile.at)).toBeLessThanOrEqual(began.getTime())
    written()
    await slow
    const after = await ask({ ...HEADS, from: meanwhile.at })
    expect(after.live).toContain(fonds)
    expect(Date.parse(after.at)).toBeGreaterThan(began.getTime())
  })

  it('when all that was left changed between two pages, the list still ends as one', async () => {
    const { fonds } = await b.fonds(repositoryId, '61', 60, 0)
    await publish([fonds], 'public')
    settle()
    const first = await ask({ ...LIST, set: `fonds-${fonds}` })
    await t.admin(`update archive.unit set harvest_at = $1 where fonds_id = $2 and not id = any($3)`, [
      t.clock.now(),
      fonds,
      first.live,
    ])
    const last = await ask({ verb: 'ListRecords', resumptionToken: first.token! })
    expect(last).toMatchObject({ error: null, token: null })
    expect(last.live).toHaveLength(1)
    settle()
    expect((await ask({ verb: 'ListRecords', resumptionToken: first.token! })).live).toHaveLength(12)
  })

  it('long descriptions make short pages', async () => {
    const { fonds, files } = await b.fonds(repositoryId, '71', 30, 0)
    const long = 'Phạm vi và nội dung '.repeat(950)
    for (const unitId of files)
      await t.run(archive.change, o.actors.archivist, {
        params: { unitId },
        body: {
          version: await versionOf(unitId),
          description: { scope: long, history: long, related: long, appraisal: long },
        },
      })
    await publish([fonds], 'public')
    settle()
    const ead = { verb: 'ListRecords', metadataPrefix: 'ead3', set: `fonds-${fonds}` }
    const first = await ask(ead)
    expect(first.text.length).toBeLessThan(1_200_000)
    expect(first.live.length).toBeLessThan(30)
    expect((await harvestAll(ead)).state.size).toBe(32)
  })
})

describe('arguments', () => {
  it('come as a form, too, from programs that know nothing of our pages', async () => {
    const told = await ask({ verb: 'Identify' }, 'POST')
    expect(told.all('//o:Identify/*')[1]).toBe(BASE)
    expect((await ask({ verb: 'Identify', more: '1' }, 'POST')).error).toBe('badArgument')
  })

  it.each<[string, string]>([
    ['', 'badVerb'],
    ['verb=Get', 'badVerb'],
    ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=Identify&post=x', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=ead3', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=marc', 'cannotDisseminateFormat'],
    ['verb=ListRecords&metadataPrefix=constructor', 'cannotDisseminateFormat'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=fonds-1', 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01', 'noRecordsMatch'],
    ['verb=ListRecords&resumptionToken=abc', 'badResumptionToken'],
    ["verb=GetRecord&metadataPrefix=oai_dc&identifier=urn:uuid:'or(true)--", 'idDoesNotExist'],
    ['verb=ListMetadataFormats&identifier=oai:a.example:1', 'idDoesNotExist'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=%00%3Cscript%3E', 'badArgument'],
    ['__proto__=x&verb=Identify&hasOwnProperty=1', 'badArgument'],
  ])('%s is answered as %s, in well-formed XML', async (query, code) => {
    const answer = await server.app.inject({ url: `${url()}?${query}` })
    expect(answer.statusCode).toBe(200)
    const told = parsed(answer.body)
    expect(told.error).toBe(code)
    if (code === 'badVerb' || code === 'badArgument') expect(told.all('/o:OAI-PMH/o:request/@*')).toEqual([])
    expect(answer.body).not.toContain('<script>')
  })

  it('a form that is too long is not read, a session does not help', async () => {
    const long = await server.app.inject({
      method: 'POST',
      url: url(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `verb=Identify&x=${'a'.repeat(20_000)}`,
    })
    expect(long.statusCode).toBe(413)
    const withCookie = await server.app.inject({ url: `${url()}?verb=Identify`, headers: { cookie: 'vankho=x' } })
    expect(withCookie.statusCode).toBe(200)
  })

  it('one caller who asks without end is told to come later', async () => {
    let last = 200
    for (let i = 0; i < 70 && last === 200; i++) {
      const answer = await server.app.inject({ url: `${url()}?verb=Nothing`, remoteAddress: '203.0.113.7' })
      last = answer.statusCode
      if (last !== 200) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    }
    expect(last).toBe(503)
    expect((await server.app.inject({ url: `${url()}?verb=Nothing`, remoteAddress: '203.0.113.8' })).statusCode).toBe(
      200,
    )
  })
})

it('closing the repository takes everything back; switching off ends all answers', async () => {
  settle()
  const since = `${t.clock.now().toISOString().slice(0, 19)}Z`
  const before = (await harvestAll(HEADS)).state
  await openRepository(false)
  settle()
  const { state } = await harvestAll({ ...HEADS, from: since })
  const live = [...before].filter(([, is]) => is === 'live').map(([id]) => id)
  expect(live.length).toBeGreaterThan(100)
  expect(live.every((id) => state.get(id) === 'gone')).toBe(true)
  expect((await harvestAll(LIST)).state.size).toBe(before.size)
  await set({ isOn: false })
  expect((await server.app.inject({ url: `${url()}?verb=Identify` })).statusCode).toBe(404)
})
