/** What the screens make of the server's answers: the way, the next move, forms, marks, comparisons; and both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { channels, type OutgoingDetail, opinionAnswers, outgoingStates, paperFields, tabs } from '../contract.ts'
import { folded } from '../web/compare-rows.ts'
import { draftForReply, emptyDraft, faultsOf, fieldsOf, newLine } from '../web/draft-form.ts'
import { blockKinds } from '../web/editor-schema.ts'
import { boxesOf, markOf, marksOn } from '../web/marks.ts'
import {
  lastWritten,
  latestVerdicts,
  newestFirst,
  nextMove,
  otherMoves,
  stateKey,
  stations,
  symbolWords,
  toneOf,
  wayOf,
} from '../web/states.ts'
import en from '../web/texts.en.ts'
import vi from '../web/texts.vi.ts'

const passed = (kind: string) => ({ kind, outcome: 'passed' })
const paper = (over: object) =>
  ({
    state: 'drafting',
    mode: 'digital',
    verdicts: [],
    abilities: [],
    latestVersion: 1,
    ...over,
  }) as unknown as OutgoingDetail
const told = (over: object) => wayOf(paper(over)).map(({ station, is }) => `${station} ${is}`)

describe('the way of a document', () => {
  it('tells what is behind, here and ahead', () => {
    expect(told({ state: 'form_check', verdicts: [passed('content')] })).toEqual([
      'draft done',
      'content done',
      'form here',
      'approval ahead',
      'sign ahead',
      'seal ahead',
      'issue ahead',
    ])
  })

  it('has no seal on paper, and says which check was not waited for', () => {
    expect(told({ state: 'signed', mode: 'paper', verdicts: [passed('form')] })).toEqual([
      'draft done',
      'content skipped',
      'form done',
      'approval done',
      'sign done',
      'issue here',
    ])
    expect(
      told({ state: 'issued', verdicts: [passed('content'), passed('form')] }).every((one) => one.endsWith('done')),
    ).toBe(true)
    expect(told({ state: 'abandoned' }).slice(0, 2)).toEqual(['draft done', 'content skipped'])
  })

  it('names one next move, and nothing that cannot be yet', () => {
    expect(nextMove(paper({ abilities: ['change', 'submit', 'askOpinions', 'abandon'] }))).toBe('submit')
    const empty = paper({ latestVersion: 0, abilities: ['change', 'submit', 'askOpinions', 'abandon'] })
    expect(nextMove(empty)).toBeNull()
    expect(otherMoves(empty)).toEqual(['abandon'])
    expect(otherMoves(paper({ abilities: ['sendBack', 'approve', 'askOpinions'] }))).toEqual([
      'sendBack',
      'askOpinions',
    ])
    expect(nextMove(paper({ abilities: ['answerOpinion', 'checkContent'] }))).toBe('answerOpinion')
  })

  it('says a returned draft and a late one', () => {
    const row = { state: 'drafting' as const, isReturned: true, daysLeft: -2 }
    expect([toneOf(row), stateKey(row)]).toEqual(['returned', 'state.returned'])
    expect(toneOf({ ...row, isReturned: false })).toBe('overdue')
    expect(symbolWords({ symbol: null, notation: 'BC-UBND' })).toBe('…/BC-UBND')
    expect(symbolWords({ symbol: '15/BC-UBND', notation: 'BC-UBND' })).toBe('15/BC-UBND')
  })
})

describe('the form of a draft', () => {
  const whole = { ...emptyDraft, typeCode: 'bao-cao', subject: ' Kết quả  rà soát ' }

  it('says what is missing and what is wrong', () => {
    expect(faultsOf(emptyDraft)).toEqual({ typeCode: 'type', subject: 'subject' })
    expect(faultsOf(whole)).toEqual({})
    expect(faultsOf({ ...whole, notationUnit: 'văn xã' })).toEqual({ notationUnit: 'notationUnit' })
    const line = newLine('Hội Nông dân', null)
    for (const copies of ['0', '1,5', 'hai', '10000'])
      expect(faultsOf({ ...whole, recipients: [line, { ...line, copies }] })).toEqual({ 'recipients.1': 'copies' })
  })

  it('asks the server for what its contract takes', () => {
    const id = '01a21ead-e14a-744d-89c0-cf6082d167b0'
    const form = { ...whole, recipients: [newLine('Sở Nội vụ', id), { ...newLine('Hội Nông dân', null), copies: '3' }] }
    const fields = paperFields.parse(fieldsOf(form))
    expect(fields).toMatchObject({ subject: expect.stringContaining('Kết quả'), signerPost: null, dueDate: null })
    expect(fields.recipients).toMatchObject([
      { organizationId: id, channel: 'local', copies: 1 },
      { organizationId: null, channel: 'post', copies: 3 },
    ])
  })

  it('begins an answer with what it answers, and forgets a deadline that is past', () => {
    const facts = {
      id: 'd',
      symbol: '12/SNV-VP',
      subject: 'Báo cáo',
      issuerName: 'Sở Nội vụ',
      urgency: 1,
      dueDate: '2026-12-01',
    }
    const form = draftForReply(facts, '2026-11-28')
    expect(form).toMatchObject({
      urgency: 1,
      dueDate: '2026-12-01',
      repliesTo: [{ id: 'd', name: '12/SNV-VP · Báo cáo' }],
    })
    expect(form.recipients.map((one) => one.name)).toEqual(['Sở Nội vụ'])
    expect(draftForReply(facts, '2026-12-02').dueDate).toBe('')
  })
})

it('takes versions and verdicts by their number and time, in whatever order they come', () => {
  const versions = [
    { no: 2, origin: 'content' },
    { no: 3, origin: 'fixed' },
    { no: 1, origin: 'content' },
  ]
  expect(newestFirst(versions).map((one) => one.no)).toEqual([3, 2, 1])
  expect(lastWritten(paper({ versions }))).toBe(2)
  expect(lastWritten(paper({ versions: [{ no: 1, origin: 'file' }] }))).toBeNull()
  const verdicts = [{ at: '2026-11-27T01:00:00Z' }, { at: '2026-11-28T01:00:00Z' }]
  expect(latestVerdicts(paper({ verdicts })).map((one) => one.at.slice(8, 10))).toEqual(['28', '27'])
})

it('keeps marks at their places', () => {
  const mark = { ...markOf({ page: 2, x: 10.04, y: 20, width: 30, height: 5 }), words: 'Sửa số liệu' }
  expect(mark.box).toEqual([10, 20, 40, 25])
  expect(boxesOf('m', [mark], '')).toMatchObject([
    { page: 2, x: 10, y: 20, width: 30, height: 5, label: 'Sửa số liệu' },
  ])
  const document = paper({
    verdicts: [
      { id: 'v', versionNo: 1, byName: 'A', marks: [mark] },
      { id: 'w', versionNo: 2, byName: 'B', marks: [mark, mark] },
    ],
  })
  expect(marksOn(document, 2).map((one) => one.id)).toEqual(['w-0', 'w-1'])
})

it('folds equal paragraphs away, but for the neighbours of a change', () => {
  const row = (kind: 'same' | 'added') => ({ kind, from: '', to: '', words: null })
  const rows = [row('same'), row('same'), row('same'), row('added'), row('same'), row('same'), row('same')]
  expect(folded(rows, true).map((one) => (typeof one === 'number' ? one : one.kind))).toEqual([
    2,
    'same',
    'added',
    'same',
    2,
  ])
  expect(folded(rows, false)).toEqual(rows)
})

describe('texts', () => {
  const flat = (texts: object, path = ''): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'object'
        ? flat(value as object, `${path}${key}.`)
        : [[`${path}${key}`, String(value)] as [string, string]],
    )
  const plain = (key: string) => key.replace(/_(one|other)$/, '')
  const said = { vi: new Map(flat(vi)), en: new Map(flat(en)) }
  const keys = new Set([...said.vi.keys()].map(plain))

  it('are the same in both languages, with the same facts', () => {
    expect([...new Set([...said.en.keys()].map(plain))].sort()).toEqual([...keys].sort())
    const places = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
    for (const [key, text] of said.vi) expect(places(said.en.get(key)), key).toEqual(places(text))
  })

  it('have every word that a screen asks for', () => {
    const folder = join(import.meta.dirname, '..', 'web')
    const asked = readdirSync(folder)
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('texts.'))
      .flatMap((name) => [
        ...readFileSync(join(folder, name), 'utf8').matchAll(/(?<!\w)(?:t|words\.current)\(\s*'([\w.-]+)'/g),
      ])
      .map((match) => match[1]!)
    expect(asked.length).toBeGreaterThan(150)
    expect(asked.filter((key) => !keys.has(key))).toEqual([])
    const lists: Record<string, readonly string[]> = {
      state: [...outgoingStates, 'returned'],
      channel: channels,
      'opinions.answers': opinionAnswers,
      'list.tabs': tabs,
      'list.empty': tabs,
      'list.emptyHint': tabs,
      station: [...stations, 'number'],
      'editor.kinds': [...blockKinds, 'table'],
      fault: ['type', 'subject', 'subjectLong', 'notationUnit', 'copies'],
    }
    const missing = Object.entries(lists).flatMap(([group, ids]) =>
      ids.map((id) => `${group}.${id}`).filter((key) => !keys.has(key)),
    )
    expect(missing).toEqual([])
  })
})
