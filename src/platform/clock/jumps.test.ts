import { expect, it } from 'vitest'
import { watchJumps } from './jumps.ts'

it('tells of a clock that was set, ahead or back, once each; a slow drift is followed and never told', () => {
  let wall = 1_000_000
  let steady = 0
  const told: number[] = []
  const { look, stop } = watchJumps((ms) => told.push(ms), { wall: () => wall, steady: () => steady })
  const pass = (ms: number, drift = 0): void => {
    steady += ms
    wall += ms + drift
    look()
  }
  pass(5000)
  for (let i = 0; i < 100; i++) pass(5000, 900) // a minute and a half in all
  expect(told).toEqual([])
  pass(5000, 86_400_000)
  pass(5000)
  pass(5000, -86_400_000)
  pass(5000, -3_600_000)
  pass(5000)
  expect(told).toEqual([86_400_000, -86_400_000, -3_600_000])
  stop()
})
