import { describe, expect, it } from 'vitest'
import { changes, flat } from '../web/diff.ts'
import en from '../web/texts.en.ts'
import vi from '../web/texts.vi.ts'

const keys = (texts: object): string[] => [...flat(texts).keys()].sort()

describe('texts of the screens', () => {
  it('are complete in both languages, with the same places', () => {
    expect(keys(en)).toEqual(keys(vi))
    const places = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort()
    for (const [key, text] of flat(vi)) expect(places(flat(en).get(key)!), key).toEqual(places(text))
  })
})

describe('the difference of two states', () => {
  it('names nested fields, those that changed first', () => {
    expect(changes({ state: 'new', a: { b: 1, c: [1] } }, { a: { b: 2, c: [1] }, state: 'new' })).toEqual([
      { field: 'a.b', before: '1', after: '2', isChanged: true },
      { field: 'a.c', before: '[1]', after: '[1]', isChanged: false },
      { field: 'state', before: 'new', after: 'new', isChanged: false },
    ])
  })

  it('tells one side alone without calling it a change', () => {
    expect(changes(null, { number: 5, due: null })).toEqual([
      { field: 'due', before: undefined, after: '', isChanged: false },
      { field: 'number', before: undefined, after: '5', isChanged: false },
    ])
    expect(changes(null, null)).toEqual([])
  })
})
