import { describe, expect, it } from 'vitest'
import { itemOnBench } from './on-bench.ts'

const item = (id: string, state = 'ready') => ({ id, state })
const at = (items: ReturnType<typeof item>[], over: Partial<Parameters<typeof itemOnBench>[1]> = {}) =>
  itemOnBench(items, { wanted: '', held: '', isPhone: false, ...over })?.id

describe('the item on the bench', () => {
  it('stays while somebody types, though a file above it is read and the address has not caught up', () => {
    const before = [item('a', 'screening'), item('b')]
    expect(at(before)).toBe('b')
    expect(at([item('a'), item('b')], { held: 'b' })).toBe('b')
  })
  it('goes where the address says', () => {
    expect(at([item('a'), item('b')], { wanted: 'a', held: 'b' })).toBe('a')
  })
  it('leaves when it is registered or taken out, for the first that can be worked on', () => {
    expect(at([item('a', 'screening'), item('c')], { held: 'b' })).toBe('c')
    expect(at([item('b', 'discarded'), item('c')], { held: 'b' })).toBe('c')
    expect(at([item('a', 'screening')], { held: 'b' })).toBe('a')
    expect(at([])).toBeUndefined()
  })
  it('is opened on a phone by a tap alone', () => {
    expect(at([item('a')], { held: 'a', isPhone: true })).toBeUndefined()
    expect(at([item('a')], { wanted: 'a', isPhone: true })).toBe('a')
  })
})
