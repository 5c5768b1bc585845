import { describe, expect, it } from 'vitest'
import en from '../texts/shell.en.ts'
import vi from '../texts/shell.vi.ts'
import { readDate } from './date-text.ts'
import { fits, fold } from './fold.ts'
import { faultsOf } from './form-faults.ts'
import { dayOf, daysBetween, formatDate, formatInstant } from './format.ts'
import { isTyping, keyName, mayHear } from './shortcut-gate.ts'
import { mergeSearch, nextSort, parseSearch, readList, readSort, stringifySearch, writeList } from './url-state.ts'
import { boxBetween, type Turn, turnBox, unturnBox } from './viewer-geometry.ts'

describe('dates for people', () => {
  it('writes whole and partial dates with the day first', () => {
    expect(formatDate('2026-03-05')).toBe('05/03/2026')
    expect(formatDate('2010-03')).toBe('03/2010')
    expect(formatDate('2010')).toBe('2010')
    expect(formatDate(null)).toBe('')
    expect(formatDate('khoảng 1975')).toBe('khoảng 1975')
  })

  it('puts an instant into the Vietnamese day', () => {
    expect(dayOf('2026-11-22T18:30:00Z')).toBe('2026-11-23')
    expect(formatInstant('2026-11-22T18:30:00Z')).toBe('23/11/2026 01:30')
  })

  it('counts calendar days over a leap day and backwards', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2026-11-23', '2026-11-20')).toBe(-3)
  })

  it('reads dates as they are typed', () => {
    expect(readDate('5/3/2026')).toBe('2026-03-05')
    expect(readDate('05032026')).toBe('2026-03-05')
    expect(readDate('050326')).toBe('2026-03-05')
    expect(readDate('05-03-99')).toBe('1999-03-05')
    expect(readDate('2026-03-05')).toBe('2026-03-05')
    expect(readDate('')).toBe('')
  })

  it('refuses days that no calendar has', () => {
    expect(readDate('31/04/2026')).toBeUndefined()
    expect(readDate('29/02/2026')).toBeUndefined()
    expect(readDate('5/13/2026')).toBeUndefined()
    expect(readDate('hôm nay')).toBeUndefined()
  })

  it('takes a month or a year alone only where partial dates may stand', () => {
    expect(readDate('03/2010', 'partial')).toBe('2010-03')
    expect(readDate('032010', 'partial')).toBe('2010-03')
    expect(readDate('2010', 'partial')).toBe('2010')
    expect(readDate('13/2010', 'partial')).toBeUndefined()
    expect(readDate('2010')).toBeUndefined()
    expect(readDate('03/2010')).toBeUndefined()
  })
})

describe('the address of a view', () => {
  it('reads back what it wrote, as text, in one order', () => {
    const text = stringifySearch({ q: '15/QĐ-UBND & khác', page: '2', none: '' })
    expect(text.indexOf('page')).toBeLessThan(text.indexOf('q='))
    expect(parseSearch(text)).toEqual({ q: '15/QĐ-UBND & khác', page: '2' })
  })

  it('leaves out defaults and keeps what it does not know', () => {
    expect(mergeSearch({ tab: 'new', q: 'a' }, { tab: 'done', sort: '-number' }, { sort: '-number' })).toEqual({
      tab: 'done',
      q: 'a',
    })
    expect(mergeSearch({ tab: 'done' }, { tab: 'new' }, { tab: 'new' })).toEqual({})
  })

  it('keeps lists whose items hold commas and percent signs', () => {
    const items = ['a,b', '100%2C', 'c']
    expect(readList(writeList(items))).toEqual(items)
    expect(readList('')).toEqual([])
  })

  it('turns a column up, down and up again', () => {
    expect([nextSort('', 'due'), nextSort('due', 'due'), nextSort('-due', 'due'), nextSort('-x', 'due')]).toEqual([
      'due',
      '-due',
      'due',
      'due',
    ])
    expect(readSort('-due')).toEqual({ column: 'due', descending: true })
    expect(readSort('')).toBeUndefined()
  })
})

describe('the gate before shortcuts', () => {
  const field = { tagName: 'INPUT', type: 'text' }

  it('lets single keys rest in a field, but not Escape and Ctrl', () => {
    expect(mayHear({ key: 'j', target: field })).toBe(false)
    expect(mayHear({ key: 'j', target: { tagName: 'TR' } })).toBe(true)
    expect(mayHear({ key: 'Escape', target: field })).toBe(true)
    expect(mayHear({ key: 'Enter', ctrlKey: true, target: field })).toBe(true)
  })

  it('hears nothing while an input method composes, not even with Ctrl', () => {
    expect(mayHear({ key: 'j', isComposing: true, target: { tagName: 'TR' } })).toBe(false)
    expect(mayHear({ key: 'e', keyCode: 229 })).toBe(false)
    expect(mayHear({ key: 'Process', ctrlKey: true })).toBe(false)
  })

  it('knows what is typed into', () => {
    expect(isTyping({ tagName: 'TEXTAREA' })).toBe(true)
    expect(isTyping({ tagName: 'DIV', isContentEditable: true })).toBe(true)
    expect(isTyping({ tagName: 'INPUT', type: 'checkbox' })).toBe(false)
    expect(isTyping(null)).toBe(false)
  })

  it('names keys', () => {
    expect(keyName({ key: 'X', shiftKey: true })).toBe('Shift+x')
    expect(keyName({ key: '?', shiftKey: true })).toBe('?')
    expect(keyName({ key: 'K', metaKey: true })).toBe('Ctrl+k')
    expect(keyName({ key: 'Enter', ctrlKey: true })).toBe('Ctrl+Enter')
  })
})

describe('finding without marks', () => {
  it('folds marks and đ, also decomposed', () => {
    expect(fold('Đề nghị')).toBe('de nghi')
    expect(fold('Đề'.normalize('NFD'))).toBe('de')
  })

  it('finds by the beginnings of words', () => {
    expect(fits('Đăng ký văn bản đến', 'van ban d')).toBe(true)
    expect(fits('Đăng ký văn bản đến', 'ban di')).toBe(false)
    expect(fits('bất kỳ', '')).toBe(true)
  })
})

describe('places on a page', () => {
  const size = { width: 595, height: 842 }
  const box = { x: 60, y: 96, width: 150, height: 16 }

  it('come back from every turn', () => {
    for (const turn of [0, 90, 180, 270] as Turn[]) {
      expect(unturnBox(turnBox(box, size, turn), size, turn)).toEqual(box)
    }
  })

  it('lie at the top right after a quarter turn clockwise when they were at the top left', () => {
    const turned = turnBox({ x: 0, y: 0, width: 10, height: 20 }, size, 90)
    expect(turned).toEqual({ x: 822, y: 0, width: 20, height: 10 })
  })

  it('are cut to the page, whichever way they are drawn', () => {
    expect(boxBetween({ x: 600, y: 50 }, { x: 500, y: -10 }, size)).toEqual({ x: 500, y: 0, width: 95, height: 50 })
  })
})

describe('faults of fields', () => {
  it('speak our own words, the first of each field', () => {
    expect(
      faultsOf([
        { code: 'too_small', origin: 'string', minimum: 1, path: ['subject'] },
        { code: 'too_big', origin: 'string', maximum: 500, path: ['subject'] },
        { code: 'too_big', origin: 'number', maximum: 31, path: ['sent', 'day'] },
      ]),
    ).toEqual({ subject: { key: 'needed' }, 'sent.day': { key: 'tooBig', facts: { max: 31 } } })
  })
})

describe('texts', () => {
  /** All keys with dots, plural endings dropped. */
  const keys = (texts: object, before = ''): string[] =>
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [(before + name).replace(/_(one|other)$/, '')]
        : keys(value as object, `${before}${name}.`),
    )

  it('are complete in both languages', () => {
    expect(new Set(keys(en))).toEqual(new Set(keys(vi)))
  })
})
