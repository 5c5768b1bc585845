import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cleanText, createClient, defineContract, ProblemError, routeUrl, shapes } from './index.ts'

describe('text', () => {
  it('is kept whole, in NFC, and twice cleaned is once cleaned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text)
        expect(cleanText(clean)).toBe(clean)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean.normalize('NFC')).toBe(clean)
        expect(clean).not.toContain('\u0000')
      }),
    )
    expect(cleanText('  Hòa\u0000 \ud800bình\u202e ')).toBe('Hòa \ufffdbình')
  })

  it('empty is refused where it must be there, null where it may be missing', () => {
    expect(shapes.text(10).safeParse('   ').success).toBe(false)
    expect(shapes.optionalText(10).parse('   ')).toBeNull()
    expect(shapes.text(3).safeParse('abcd').success).toBe(false)
  })
})

describe('partial dates', () => {
  it.each(['2010', '2010-03', '2010-03-26'])('%s stands', (text) =>
    expect(shapes.partialDate.safeParse(text).success).toBe(true),
  )
  it.each(['10', '2010-13', '2010-00', '2010-3', '2010-03-32', '26/03/2010'])('%s does not', (text) =>
    expect(shapes.partialDate.safeParse(text).success).toBe(false),
  )
})

describe('contract and client', () => {
  const contract = defineContract('test', {
    get: {
      method: 'GET',
      path: '/api/test/:id',
      permission: 'test.read',
      params: z.object({ id: z.string() }),
      query: z.object({ q: z.string().optional() }),
      response: z.object({ ok: z.boolean() }),
    },
  })

  it('refuses two routes of one address', () => {
    const route = { method: 'GET', path: '/x', permission: 'public' } as const
    expect(() => defineContract('test', { a: route, b: route })).toThrow(/declared twice/)
  })

  it('fills addresses and leaves out what is empty', () => {
    expect(routeUrl(contract.get, { params: { id: 'a/b' }, query: { q: '', x: ['1', '2'] } }, 'p1')).toBe(
      '/api/test/a%2Fb?x=1&x=2&post=p1',
    )
  })

  it('tells a problem as the server told it, and an unreachable server in both languages', async () => {
    const problem = { code: 'TEST_BAD', detail: { vi: 'Hỏng', en: 'Bad' }, fields: { a: 'required' } }
    const refused = createClient(contract, {
      fetch: async () => new Response(JSON.stringify(problem), { status: 409 }),
    })
    await expect(refused.get({ params: { id: '1' } })).rejects.toMatchObject({
      status: 409,
      code: 'TEST_BAD',
      fields: { a: 'required' },
    })
    const away = createClient(contract, {
      fetch: async () => {
        throw new TypeError('fetch failed')
      },
    })
    const error = await away.get({ params: { id: '1' } }).catch((cause) => cause)
    expect(error).toBeInstanceOf(ProblemError)
    expect(error.detail.vi).toMatch(/máy chủ/)
  })
})
