/**
 * The contract sweep: every route of every room against anonymous, an account without a post, a post without the role, and
 * another agency. Made from the contracts, so a new route is swept the day it is written.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { signatures } from '#modules/signatures/contract.ts'
import { seals } from '#modules/signatures/seals-contract.ts'
import type { Actor, Handler } from '#platform/action/index.ts'
import { anonymous } from '#platform/action/kernel.ts'
import { AppError } from '#platform/errors/index.ts'
import { rooms } from '#src/rooms.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

const handlers: Handler[] = rooms.flatMap((room) => [...room.handlers])
const nameOf = ({ route }: Handler): string => `${route.method} ${route.path}`
const guarded = handlers.filter(({ route }) => route.permission !== 'public')

/** An invented certificate of a device; it signs nothing here. */
const CERTIFICATE = [
  'MIIByDCCAW6gAwIBAgIUMVgZcS83toDgGXp6eTjkY75SAt4wCgYIKoZIzj0EAwIwOjELMAkGA1UEBhMCVk4xKzApBgNVBAMMIuG7pnkgYmFuIG',
  '5ow6JuIGTDom4geMOjIFPDtG5nIE3DonkwIBcNMjYxMTI3MTkzNTUyWhgPMjA2NjExMTcxOTM1NTJaMDoxCzAJBgNVBAYTAlZOMSswKQYDVQQD',
  'DCLhu6Z5IGJhbiBuaMOibiBkw6JuIHjDoyBTw7RuZyBNw6J5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZEKlsZ49CmznSNOL/DimdVKXZF',
  'P3GuA9IraRvH051onumxHuxSYOT+GVassNGqbOAVFVzE6S8z4QfvXYD30vb6NQME4wHQYDVR0OBBYEFP+sN4Gp7eeDtXjC0aJZHRxyv3ZYMB8G',
  'A1UdIwQYMBaAFP+sN4Gp7eeDtXjC0aJZHRxyv3ZYMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAwRQIgPvzDZbH8hNpj1FWFSm4+qFu2j2',
  'ZWGiMDVgN1iDiFWLMCIQDXS7bnZBhGI93VLgqL3uIQiUpr6uZFFmJkYrUUo5mtZg==',
].join('')

let t: TestApp
let ours: Office
let theirs: Office
let ids: Record<string, string>

beforeAll(async () => {
  t = await testApp()
  ours = await makeOffice(t)
  theirs = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  const made = await t.run(incoming.register, ours.actors.registry, {
    body: { fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: 'V/v phòng dịch' } },
  })
  await t.run(incoming.assign, ours.actors.registry, {
    params: { documentId: made.id },
    body: { version: 1, lead: { postId: ours.actors.officer.postId } },
  })
  const detail = await t.run(incoming.get, ours.actors.registry, { params: { documentId: made.id } })
  const paper = await t.run(intake.addPaper, ours.actors.registry, { body: { title: 'giấy' } })
  const change = await t.run(documentAccess.askAccess, ours.actors.registry, {
    params: { documentId: made.id },
    body: { isNarrowed: true, members: [], reason: 'Đơn thư' },
  })
  const key = await t.run(signatures.addCertificate, ours.actors.registry, {
    body: { owner: 'agency', file: CERTIFICATE },
  })
  const seal = await t.run(seals.addSeal, ours.actors.registry, {
    body: { name: 'Dấu cơ quan', kind: 'agency', since: '2025-07-01', custodianPostId: ours.actors.registry.postId },
  })
  ids = {
    keyId: key.id,
    sealId: seal.id,
    handoverId: seal.id,
    changeId: change.changeId,
    documentId: made.id,
    assignmentId: detail.assignments[0]!.id,
    intakeId: paper.id,
    bookId: ours.bookId,
    componentId: made.id,
    book: ours.bookId,
  }
})
afterAll(() => t?.close())

async function outcome(handler: Handler, actor: Actor, raw: unknown = {}): Promise<string> {
  try {
    await t.kernel.run(handler, actor, raw)
    return 'done'
  } catch (error) {
    return error instanceof AppError ? error.code : `crash: ${(error as Error).message}`
  }
}

describe('nobody gets in who should not', () => {
  it('sweeps every route of every contract', () => {
    expect(guarded.length).toBeGreaterThan(60)
  })

  it.each(guarded.map((handler) => [nameOf(handler), handler] as const))(
    '%s is shut for the anonymous',
    async (_, handler) => {
      expect(await outcome(handler, anonymous('203.0.113.9'))).toBe('PLATFORM_SIGN_IN')
    },
  )

  const needsPost = guarded.filter(({ route }) => route.permission !== 'session')
  it.each(needsPost.map((handler) => [nameOf(handler), handler] as const))(
    '%s is shut for an account without a post',
    async (_, handler) => {
      const stranger: Actor = {
        ...anonymous('203.0.113.9'),
        kind: 'account',
        accountId: ours.organizationId,
        name: 'người lạ',
      }
      expect(await outcome(handler, stranger)).toBe('PLATFORM_CHOOSE_POST')
    },
  )

  const ruled = needsPost.filter(
    ({ route }) => !rooms.some((room) => room.permissions[route.permission]?.roles.includes('*')),
  )
  it.each(ruled.map((handler) => [nameOf(handler), handler] as const))(
    '%s is shut for a post without the role',
    async (_, handler) => {
      const roles = rooms.flatMap((room) => room.permissions[handler.route.permission]?.roles ?? [])
      const lower = Object.values(ours.actors).find((actor) => !actor.roles.some((role) => roles.includes(role)))
      const actor = lower ?? { ...ours.actors.officer, roles: ['reader'] }
      expect(await outcome(handler, actor)).toBe('PLATFORM_FORBIDDEN')
    },
  )
})

/** A body that would be accepted from the right person, for routes on one record; a new route on a record needs one here. */
const BODIES: Record<string, object> = {
  'incoming.correct': { version: 1, fields: { typeName: 'Công văn', issuerName: 'Sở', subject: 'x' } },
  'incoming.cancel': { version: 1, reason: 'x' },
  'incoming.submit': { version: 1, to: '0190f000-0000-7000-8000-00000000000a' },
  'incoming.propose': { version: 1 },
  'incoming.direct': { version: 1 },
  'incoming.assign': { version: 1 },
  'incoming.receive': { version: 1 },
  'incoming.complete': { version: 1, result: 'x' },
  'incoming.sendBack': { version: 1, reason: 'x' },
  'incoming.requestExtension': { version: 1, until: '2026-12-30', reason: 'x' },
  'incoming.decideExtension': { version: 1, isGranted: true },
  'incoming.reopen': { version: 1, reason: 'x' },
  'incoming.returnToSender': { version: 1, reason: 'x' },
  'incoming.openToAll': { version: 1, isOpen: true },
  'intake.discard': { version: 1, reason: 'x' },
  'intake.restore': { version: 1 },
  'intake.overrule': { version: 1, reason: 'x' },
  'intake.setRole': { version: 1, mainComponentId: '0190f000-0000-7000-8000-00000000000a' },
  'intake.join': { version: 1, otherId: '0190f000-0000-7000-8000-00000000000a', otherVersion: 1 },
  'intake.split': { version: 1, componentId: '0190f000-0000-7000-8000-00000000000a', ranges: [{ from: 1, to: 1 }] },
  'intake.rotate': {
    version: 1,
    componentId: '0190f000-0000-7000-8000-00000000000a',
    pages: [{ page: 1, degrees: 90 }],
  },
  'intake.pass': { version: 1, unitId: null },
  'intake.readBox': { page: 1, box: [0, 0, 10, 10] },
  'records.askAccess': { isNarrowed: true, members: [], reason: 'x' },
  'records.decideAccess': { isConfirmed: true },
  'records.withdrawAccess': {},
  'records.moveBook': { version: 1, to: 'locked', reason: 'x' },
  'signatures.confirmKey': { version: 1 },
  'signatures.endKey': { to: 'revoked', reason: 'x', version: 1 },
  'signatures.setPicture': { file: 'AAAA', widthMm: 36, version: 1 },
  'signatures.verifyComponent': {},
  'signatures.endSeal': { to: 'lost', on: '2026-11-23', reason: 'x', version: 1 },
  'signatures.handOver': {
    toPostId: '0190f000-0000-7000-8000-00000000000a',
    permissionSymbol: 'x',
    permissionOn: '2026-11-23',
    permissionBy: 'x',
    witness: 'x',
    reason: 'x',
    version: 1,
  },
  'signatures.applySeal': { description: 'x', way: 'signature', impressions: 1 },
  'records.confirmBook': { lastNumber: 3, version: 1 },
}
const EMPTY_LISTS = new Set(['records.listNumbers'])
const onRecords = handlers.filter(
  ({ route }) => ['incoming', 'intake', 'records', 'signatures'].includes(route.room) && /:\w+Id\b/.test(route.path),
)

describe('another agency', () => {
  it.each(onRecords.map((handler) => [nameOf(handler), handler] as const))(
    '%s finds nothing of ours',
    async (_, handler) => {
      const { route } = handler
      const kind = `${route.room}.${route.name}`
      if (route.method !== 'GET') expect(BODIES[kind], `add a body for ${kind} to this test`).toBeDefined()
      const params = Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, ids[name!]]))
      for (const one of Object.values(params)) expect(one, `no id for ${route.path}`).toBeDefined()
      const everyRole = {
        ...theirs.actors.registry,
        roles: Object.values(theirs.actors).flatMap((actor) => [...actor.roles]),
      }
      const found = await outcome(handler, everyRole, { params, query: {}, body: BODIES[kind] })
      if (EMPTY_LISTS.has(kind)) expect(found).toBe('done')
      else expect(['PLATFORM_NOT_FOUND', 'RECORDS_BOOK_MISSING']).toContain(found)
    },
  )

  it('sees none of our rows in lists', async () => {
    expect((await t.run(incoming.list, theirs.actors.registry, {})).items).toEqual([])
    expect((await t.run(intake.list, theirs.actors.registry, {})).items).toEqual([])
  })
})
