import { expect, it } from 'vitest'
import { movedBy } from './order.ts'

it('moves one thing and keeps it inside the list', () => {
  const list = ['a', 'b', 'c', 'd']
  expect(movedBy(list, 0, 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(movedBy(list, 3, -1)).toEqual(['a', 'b', 'd', 'c'])
  expect(movedBy(list, 1, -9)).toEqual(['b', 'a', 'c', 'd'])
  expect(movedBy(list, 1, 9)).toEqual(['a', 'c', 'd', 'b'])
})
