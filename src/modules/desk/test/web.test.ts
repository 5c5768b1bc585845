import { describe, expect, it } from 'vitest'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { AGREED, bodyOf, draftOf, emptyDraft, faultOf, togglePhrase } from '../web/direction.ts'
import { nextAction, otherActions, othersOpen, ownPart, partFor } from '../web/document-facts.ts'
import en from '../web/texts.en.ts'
import vi from '../web/texts.vi.ts'

const post = (id: string) => ({ kind: 'post' as const, id, name: `Người ${id}` })
const unit = (id: string) => ({ kind: 'unit' as const, id, name: `Phòng ${id}` })

describe('a direction', () => {
  it('takes the office’s proposal, with the leader’s own words', () => {
    const proposal = {
      words: 'Kính trình',
      lead: { unitId: 'u1' },
      cooperate: [{ postId: 'p1' }],
      inform: [],
      dueDate: null,
      workingDays: 5,
      byName: 'A',
      at: '2026-11-20T01:00:00Z',
      labels: { u1: 'Phòng Kế toán', p1: 'Vũ Thị Lý' },
    }
    const draft = draftOf(proposal)
    expect(draft).toMatchObject({
      lead: { kind: 'unit', name: 'Phòng Kế toán' },
      cooperate: [{ name: 'Vũ Thị Lý' }],
      words: AGREED,
    })
    expect(draftOf(proposal, 'office').words).toBe('Kính trình')
    expect(bodyOf(draft)).toEqual({
      words: AGREED,
      lead: { unitId: 'u1' },
      cooperate: [{ postId: 'p1' }],
      inform: [],
      dueDate: null,
      workingDays: 5,
    })
  })

  it('needs a lead unless it only informs', () => {
    expect(faultOf(emptyDraft, '2026-11-23')).toBe('needsLead')
    expect(faultOf({ ...emptyDraft, inform: [post('1')] }, '2026-11-23')).toBeNull()
    expect(faultOf({ ...emptyDraft, inform: [post('1')], cooperate: [post('2')] }, '2026-11-23')).toBe('needsLead')
  })

  it('refuses a day that is past and days that are no number', () => {
    const draft = { ...emptyDraft, lead: unit('1') }
    expect(faultOf({ ...draft, dueDate: '2026-11-22' }, '2026-11-23')).toBe('past')
    expect(faultOf({ ...draft, dueDate: '2026-11-23' }, '2026-11-23')).toBeNull()
    expect(faultOf({ ...draft, workingDays: 'năm' }, '2026-11-23')).toBe('days')
    expect(faultOf({ ...draft, workingDays: '366' }, '2026-11-23')).toBe('days')
  })

  it('gives the same document once to everybody, and a named day before counted ones', () => {
    const body = bodyOf({
      ...emptyDraft,
      lead: post('1'),
      cooperate: [post('1'), post('2')],
      inform: [post('2'), post('3')],
      dueDate: '2026-12-01',
      workingDays: '5',
    })
    expect(body).toMatchObject({
      lead: { postId: '1' },
      cooperate: [{ postId: '2' }],
      inform: [{ postId: '3' }],
      dueDate: '2026-12-01',
      workingDays: null,
    })
  })

  it('puts a phrase in and takes it out again', () => {
    const once = togglePhrase('Khẩn trương.', 'Báo cáo, đề xuất trước hạn.')
    expect(once).toBe('Khẩn trương. Báo cáo, đề xuất trước hạn.')
    expect(togglePhrase(once, 'Báo cáo, đề xuất trước hạn.')).toBe('Khẩn trương.')
  })
})

describe('the document’s page', () => {
  const part = (over: object) => ({
    id: 'a',
    role: 'lead',
    postId: 'p',
    unitId: null,
    name: 'A',
    title: null,
    state: 'given',
    dueDate: null,
    givenAt: '2026-11-20T01:00:00Z',
    givenBy: 'B',
    receivedAt: null,
    doneAt: null,
    result: null,
    words: null,
    version: 1,
    extension: null,
    isMine: true,
    ...over,
  })
  const page = (over: object) =>
    ({ state: 'in_progress', proposal: null, assignments: [], abilities: [], ...over }) as unknown as IncomingDetail

  it('names one next action, and offers only what the server allows', () => {
    expect(nextAction(page({ state: 'submitted', abilities: ['direct', 'openToAll'] }))).toBe('direct')
    // A leader may direct again while the work runs; nothing waits for him then.
    expect(nextAction(page({ abilities: ['direct', 'openToAll'] }))).toBeNull()
    expect(nextAction(page({ abilities: ['direct', 'decideExtension'] }))).toBe('decideExtension')
    expect(nextAction(page({ state: 'assigned', abilities: ['receive', 'complete'] }))).toBe('receive')
    expect(nextAction(page({ state: 'registered', abilities: ['assign', 'submit', 'propose', 'correct'] }))).toBe(
      'submit',
    )
    expect(nextAction(page({ state: 'submitted', abilities: ['submit', 'propose'] }))).toBe('propose')
    expect(nextAction(page({ state: 'submitted', proposal: {}, abilities: ['submit', 'propose'] }))).toBeNull()
    expect(otherActions(page({ state: 'submitted', abilities: ['direct', 'openToAll', 'addFile'] }))).toEqual([
      'openToAll',
      'addFile',
    ])
  })

  it('acts on the own open part: the lead’s before the co-operator’s, the unit’s when it is passed on', () => {
    const document = page({
      assignments: [
        part({ id: 'co', role: 'cooperate' }),
        part({ id: 'lead', state: 'received' }),
        part({ id: 'unit', role: 'cooperate', unitId: 'u', postId: null, state: 'received' }),
        part({ id: 'done', state: 'done' }),
        part({ id: 'his', role: 'cooperate', isMine: false }),
      ],
    })
    expect(ownPart(document)?.id).toBe('lead')
    expect(partFor(document, 'receive')?.id).toBe('co')
    expect(partFor(document, 'assign')?.id).toBe('unit')
    expect(othersOpen(document)).toBe(1)
  })
})

it('says everything in both languages', () => {
  const keys = (texts: object, path = ''): string[] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'object'
        ? keys(value as object, `${path}${key}.`)
        : [`${path}${key.replace(/_(one|other)$/, '')}`],
    )
  expect([...new Set(keys(en))].sort()).toEqual([...new Set(keys(vi))].sort())
})
