import { describe, expect, it } from 'vitest'
import { createAdmission } from './admission.ts'

describe('admission', () => {
  it('works on so many at a time; a crowd waits in line and is served in its order', async () => {
    const admission = createAdmission(2)
    const order: number[] = []
    const leave = [await admission.enter(), await admission.enter()]
    const later = Array.from({ length: 50 }, (_, i) =>
      admission.enter().then((left) => {
        order.push(i)
        left()
      }),
    )
    expect(admission.figures).toMatchObject({ running: 2, waiting: 50, refused: 0 })
    for (const one of leave) one()
    await Promise.all(later)
    expect(order).toEqual(Array.from({ length: 50 }, (_, i) => i))
    expect(admission.figures).toEqual({ running: 0, waiting: 0, refused: 0 })
  })

  it('refuses early when the line has been standing, and takes everybody again once it was empty', async () => {
    let time = 0
    const admission = createAdmission(6, () => time)
    const inside = await Promise.all([1, 2, 3, 4, 5, 6].map(() => admission.enter()))
    const waiting = [admission.enter(), admission.enter()]
    time = 1500
    expect(() => admission.check()).toThrow(expect.objectContaining({ code: 'PLATFORM_OVERLOADED' }))
    await expect(admission.enter()).rejects.toMatchObject({ code: 'PLATFORM_OVERLOADED', status: 503 })
    for (const left of inside) left()
    for (const one of waiting) (await one)()
    // The same crowd comes back at once: it is not let in as a whole again before it has been quiet for a while.
    const still = await Promise.all([1, 2, 3, 4].map(() => admission.enter()))
    const two = [admission.enter(), admission.enter()]
    expect(admission.figures).toMatchObject({ running: 4, waiting: 2 })
    expect(() => admission.check()).toThrow(expect.objectContaining({ code: 'PLATFORM_OVERLOADED' }))
    for (const left of still) left()
    for (const one of two) (await one)()
    time = 4000
    admission.check()
    const again = await Promise.all([1, 2, 3, 4, 5, 6].map(() => admission.enter()))
    const crowd = Array.from({ length: 30 }, () => admission.enter())
    expect(admission.figures).toMatchObject({ waiting: 30, refused: 3 })
    for (const left of again) left()
    for (const one of crowd) (await one)()
  })

  it('no line is longer than what memory bears, and a place given back twice is one place', async () => {
    const admission = createAdmission(1)
    const left = await admission.enter()
    const line = Array.from({ length: 500 }, () => admission.enter())
    await expect(admission.enter()).rejects.toMatchObject({ code: 'PLATFORM_OVERLOADED' })
    left()
    left()
    expect(admission.figures.running).toBe(1)
    for (const one of line) (await one)()
  })
})
