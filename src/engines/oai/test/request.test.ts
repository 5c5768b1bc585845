import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRequest, writeToken } from '../index.ts'

const ID = '0193f000-0000-7000-8000-00000000000a'
const codeOf = (raw: Record<string, unknown>) => {
  const read = readRequest(raw)
  return 'fault' in read ? read.fault.code : read.request.verb
}
const LIST = { verb: 'ListRecords', metadataPrefix: 'oai_dc' }

describe('what a harvester asks', () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, 'badVerb'],
    [{ verb: 'identify' }, 'badVerb'],
    [{ verb: 'toString' }, 'badVerb'],
    [{ verb: ['Identify', 'Identify'] }, 'badVerb'],
    [{ verb: 'Identify' }, 'Identify'],
    [{ verb: 'Identify', set: 'x' }, 'badArgument'],
    [{ verb: 'ListRecords' }, 'badArgument'],
    [{ ...LIST, metadataPrefix: ['oai_dc', 'ead3'] }, 'badArgument'],
    [{ ...LIST, from: '' }, 'badArgument'],
    [{ ...LIST, from: '2026-02-30' }, 'badArgument'],
    [{ ...LIST, from: '2026-02-28T24:00:00Z' }, 'badArgument'],
    [{ ...LIST, from: '2026-02-28T10:00:00.5Z' }, 'badArgument'],
    [{ ...LIST, from: '2026-02-28T10:00:00+07:00' }, 'badArgument'],
    [{ ...LIST, from: '2026-02-28', until: '2026-02-28T10:00:00Z' }, 'badArgument'],
    [{ ...LIST, from: '2026-03-01', until: '2026-02-28' }, 'badArgument'],
    [{ ...LIST, set: 'a b' }, 'badArgument'],
    [{ ...LIST, other: '1' }, 'badArgument'],
    [{ ...LIST, metadataPrefix: 'oai dc' }, 'badArgument'],
    [{ verb: 'GetRecord', metadataPrefix: 'x', identifier: 'no uri' }, 'badArgument'],
    [{ verb: 'GetRecord', metadataPrefix: 'x', identifier: 'oai:a.example:1' }, 'GetRecord'],
    [{ ...LIST, from: '2026-02-28', until: '2026-02-28' }, 'ListRecords'],
    [{ ...LIST, resumptionToken: 'x' }, 'badArgument'],
    [{ verb: 'ListRecords', resumptionToken: 'x' }, 'badResumptionToken'],
    [{ verb: 'ListSets', resumptionToken: 'x' }, 'badResumptionToken'],
    [{ verb: 'GetRecord', identifier: 'x' }, 'badArgument'],
  ])('%j is %s', (raw, code) => {
    expect(codeOf(raw)).toBe(code)
  })

  it('the answer repeats the arguments, but not those that are wrong', () => {
    expect(readRequest({ ...LIST, from: 'x' }).told).toEqual({})
    expect(readRequest({ ...LIST, set: 'fonds-1' }).told).toEqual({ ...LIST, set: 'fonds-1' })
    expect(readRequest({ verb: 'ListRecords', resumptionToken: 'x' }).told).toEqual({
      verb: 'ListRecords',
      resumptionToken: 'x',
    })
  })

  it('whatever comes is answered, never a crash', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (raw, token) => {
        expect(codeOf(raw)).toBeTypeOf('string')
        expect(codeOf({ verb: 'ListRecords', resumptionToken: token })).toMatch(/^bad(ResumptionToken|Argument)$/)
      }),
    )
  })
})

describe('a token', () => {
  const listing = { prefix: 'ead3', set: 'fonds-1', from: '2026-01-01T00:00:00Z', until: null, told: 50 }
  it('holds all that is needed to go on', () => {
    const token = writeToken('ListRecords', { ...listing, after: [1_764_000_000_123, ID] })
    expect(readRequest({ verb: 'ListRecords', resumptionToken: token })).toMatchObject({
      request: { verb: 'ListRecords', ...listing, after: [1_764_000_000_123, ID] },
    })
    expect(codeOf({ verb: 'ListIdentifiers', resumptionToken: token })).toBe('badResumptionToken')
  })
  it.each([
    ['["r1","oai_dc",null,null,null,1,"x",0]'],
    ['["r1","oai_dc",null,null,null,9e15,"0193f000-0000-7000-8000-00000000000a",0]'],
    ['["r1","oai_dc",null,"yesterday",null,1,"0193f000-0000-7000-8000-00000000000a",0]'],
    ['["r1","oai_dc",null,null,null,1,"0193f000-0000-7000-8000-00000000000a",-1]'],
    ['["s1","0193f000-0000-7000-8000-00000000000a",0]'],
    ['{"length":8}'],
  ])('made up by somebody is none: %s', (json) => {
    const token = Buffer.from(json).toString('base64url')
    expect(codeOf({ verb: 'ListRecords', resumptionToken: token })).toBe('badResumptionToken')
  })
})
