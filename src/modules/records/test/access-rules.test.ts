import { describe, expect, it } from 'vitest'
import { type Access, difference, isOver, isSame, type Member, meanwhile, NO_LIST, tidied } from '../access-rules.ts'

const a: Member = { kind: 'post', id: 'a' }
const b: Member = { kind: 'post', id: 'b' }
const u: Member = { kind: 'unit', id: 'u' }
const list = (isNarrowed: boolean, members: Member[], until: string | null = null): Access => ({
  isNarrowed,
  members,
  until,
})

describe('while a change waits the stricter of old and new holds', () => {
  // before, after, kept -> narrowed?, members
  const cases: [string, Access, Access, Member[], boolean, Member[]][] = [
    ['a narrowing holds at once, for who sees it already', NO_LIST, list(true, [a, b]), [a], true, [a]],
    ['an opening does not', NO_LIST, list(false, [a]), [], false, []],
    ['an opening to who sees it takes nothing from him', NO_LIST, list(false, [a]), [a], false, [a]],
    ['lifting a narrowing does not', list(true, [a]), NO_LIST, [], true, []],
    ['another list: the old and the new together', list(true, [a, b]), list(true, [b, u]), [], true, [b]],
    ['shorter opening holds at once', list(false, [a, b]), list(false, [a]), [], false, [a]],
  ]
  it.each(cases)('%s', (_, before, after, kept, isNarrowed, members) => {
    expect(meanwhile(before, after, kept)).toEqual(list(isNarrowed, members))
  })

  it('never lets anybody in whom neither list nor another right let in before', () => {
    const all = [a, b, u]
    const subsets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => all.filter((_, i) => bits & (1 << i)))
    for (const before of subsets)
      for (const after of subsets)
        for (const narrowed of [true, false]) {
          const now = meanwhile(list(narrowed, before), list(!narrowed, after), [])
          expect(now.isNarrowed).toBe(true)
          expect(now.members.every((one) => before.includes(one) && after.includes(one))).toBe(true)
        }
  })
})

describe('lists', () => {
  it('name everybody once, and have no end when they are none', () => {
    expect(tidied(list(false, [a, u, { ...a }]))).toEqual(list(false, [a, u]))
    expect(tidied(list(false, [], '2026-12-31'))).toEqual(NO_LIST)
    expect(tidied(list(true, [], '2026-12-31')).until).toBe('2026-12-31')
  })

  it('are the same whatever the order', () => {
    expect(isSame(list(true, [a, u]), list(true, [u, a]))).toBe(true)
    expect(isSame(list(true, [a]), list(false, [a]))).toBe(false)
    expect(isSame(list(true, [a]), list(true, [a], '2026-12-31'))).toBe(false)
    expect(isSame(list(true, [a, b]), list(true, [a, u]))).toBe(false)
  })

  it('hold through their last day', () => {
    expect(isOver({ until: '2026-11-30' }, '2026-11-30')).toBe(false)
    expect(isOver({ until: '2026-11-30' }, '2026-12-01')).toBe(true)
    expect(isOver({ until: null }, '2026-12-01')).toBe(false)
  })

  it('tell what changes', () => {
    expect(difference(list(true, [a, b]), list(false, [b, u]))).toEqual({
      narrows: false,
      lifts: true,
      added: [u],
      removed: [a],
    })
  })
})
