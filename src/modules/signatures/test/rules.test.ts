import { describe, expect, it } from 'vitest'
import {
  afterWrongTry,
  DEFAULT_POLICY,
  type ElsewhereFacts,
  type ExpectedSigner,
  hasColour,
  hindrance,
  judgeElsewhere,
  type KeyFacts,
  namesMatch,
} from '../rules.ts'

const NOW = new Date('2026-11-23T01:00:00Z')
const key = (more: Partial<KeyFacts> = {}): KeyFacts => ({
  state: 'active',
  means: 'file',
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validTo: new Date('2027-01-01T00:00:00Z'),
  waitsUntil: null,
  ...more,
})

it.each<[string, Partial<KeyFacts>, ReturnType<typeof hindrance>]>([
  ['usable', {}, null],
  ['not confirmed', { state: 'pending' }, 'pending'],
  ['revoked', { state: 'revoked' }, 'ended'],
  ['removed, and over', { state: 'removed', validTo: NOW }, 'ended'],
  ['not yet valid', { validFrom: new Date('2026-11-24T00:00:00Z') }, 'out-of-time'],
  ['on its last instant', { validTo: NOW }, null],
  ['over', { validTo: new Date('2026-11-22T00:00:00Z') }, 'out-of-time'],
  ['resting', { waitsUntil: new Date('2026-11-23T01:00:01Z') }, 'waits'],
  ['rested', { waitsUntil: NOW }, null],
  ['in a device', { means: 'token' }, 'in-device'],
])('a key that is %s', (_, facts, why) => expect(hindrance(key(facts), NOW)).toBe(why))

it('wrong tries: the last one lays the key to rest, and the count begins anew', () => {
  const policy = { tries: 3, waitMinutes: 10 }
  expect(afterWrongTry(0, policy, NOW)).toEqual({ failedTries: 1, waitsUntil: null, left: 2 })
  expect(afterWrongTry(1, policy, NOW)).toEqual({ failedTries: 2, waitsUntil: null, left: 1 })
  const rest = { failedTries: 0, waitsUntil: new Date('2026-11-23T01:10:00Z'), left: 0 }
  expect(afterWrongTry(2, policy, NOW)).toEqual(rest)
  // A stricter policy set meanwhile holds at once.
  expect(afterWrongTry(9, policy, NOW)).toEqual(rest)
})

it('blue for a person, red for a seal, neither for black', () => {
  expect(hasColour({ r: 31, g: 63, b: 159 }, 'person')).toBe(true)
  expect(hasColour({ r: 209, g: 31, b: 42 }, 'person')).toBe(false)
  expect(hasColour({ r: 209, g: 31, b: 42 }, 'agency')).toBe(true)
  for (const owner of ['person', 'agency'] as const) {
    expect(hasColour({ r: 20, g: 20, b: 20 }, owner)).toBe(false)
    expect(hasColour({ r: 120, g: 120, b: 120 }, owner)).toBe(false)
  }
})

it.each([
  ['Trần Văn Quý', 'TRẦN VĂN  QUÝ', true],
  ['Trần Văn Qúy', 'Trần Văn Quý', true], // the tone on the other letter: one spelling of one name
  ['Trần Văn Quỹ', 'Trần Văn Quý', false],
  ['Tran Van Quy', 'Trần Văn Quý', false],
  ['Trần Văn Quý Anh', 'Trần Văn Quý', false],
  ['', '', false],
])('“%s” on the certificate, “%s” expected: %s', (certified, expected, is) =>
  expect(namesMatch(certified, expected)).toBe(is),
)

describe('a file signed elsewhere', () => {
  const passed = {
    verdict: 'TOTAL-PASSED',
    subIndication: null,
    detail: null,
    coversWholeDocument: true,
    signer: 'x',
  } as const
  const undecided = { ...passed, verdict: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' } as const
  type Fresh = ElsewhereFacts['fresh'][number]
  const by = (more: Partial<Fresh> = {}): Fresh => ({
    report: passed,
    fingerprint: 'f1',
    commonName: 'Trần Văn Quý',
    isIntact: true,
    ...more,
  })
  const found = (more: Partial<ElsewhereFacts> = {}): ElsewhereFacts => ({
    added: { isOnlySignatures: true, words: ['signature added'] },
    fresh: [by()],
    ...more,
  })
  const signer = (more: Partial<ExpectedSigner> = {}): ExpectedSigner => ({
    name: 'Trần Văn Quý',
    known: new Map(),
    others: new Set(),
    ...more,
  })
  const known = (state: 'active' | 'pending' | 'ended') => signer({ known: new Map([['f1', state]]) })
  const lenient = { undecidedAllowed: ['NO_CERTIFICATE_CHAIN_FOUND'] }

  it.each<[string, ElsewhereFacts, ExpectedSigner, boolean]>([
    ['the first use of a certificate in his name', found(), signer(), true],
    ['a known one', found(), known('active'), false],
    ['a known one written otherwise', found({ fresh: [by({ commonName: 'QUY TV' })] }), known('active'), false],
  ])('is taken: %s', (_, facts, expected, isFirstUse) =>
    expect(judgeElsewhere(facts, expected, DEFAULT_POLICY)).toMatchObject({ isAccepted: true, isFirstUse }),
  )

  it('is taken undecided when the policy says so, but only by a certificate on record', () => {
    const facts = found({ fresh: [by({ report: undecided })] })
    expect(judgeElsewhere(facts, known('active'), DEFAULT_POLICY)).toMatchObject({
      code: 'SIGNATURES_ELSEWHERE_UNDECIDED',
    })
    expect(judgeElsewhere(facts, known('active'), lenient)).toMatchObject({
      isAccepted: true,
      verdict: 'INDETERMINATE',
    })
    expect(judgeElsewhere(facts, signer(), lenient)).toMatchObject({ code: 'SIGNATURES_ELSEWHERE_OTHER_SIGNER' })
  })

  it.each<[string, ElsewhereFacts, ExpectedSigner, string]>([
    ['other bytes', found({ added: null }), signer(), 'ELSEWHERE_OTHER_BYTES'],
    ['no new signature', found({ fresh: [] }), signer(), 'ELSEWHERE_UNSIGNED'],
    ['two at once', found({ fresh: [by(), by()] }), signer(), 'ELSEWHERE_SEVERAL'],
    [
      'a page added',
      found({ added: { isOnlySignatures: false, words: ['object added'] } }),
      known('active'),
      'ELSEWHERE_CHANGED',
    ],
    [
      'something after it',
      found({ fresh: [by({ report: { ...passed, coversWholeDocument: false } })] }),
      known('active'),
      'ELSEWHERE_NOT_COVERING',
    ],
    [
      'broken',
      found({ fresh: [by({ isIntact: false, report: { ...passed, verdict: 'TOTAL-FAILED' } })] }),
      known('active'),
      'ELSEWHERE_FAILED',
    ],
    [
      'revoked',
      found({ fresh: [by({ report: { ...passed, verdict: 'TOTAL-FAILED', subIndication: 'REVOKED' } })] }),
      known('active'),
      'ELSEWHERE_FAILED',
    ],
    ['somebody else', found({ fresh: [by({ commonName: 'Trần Văn Quỹ' })] }), signer(), 'ELSEWHERE_OTHER_SIGNER'],
    ['a certificate on record as another’s', found(), signer({ others: new Set(['f1']) }), 'ELSEWHERE_OTHER_SIGNER'],
    ['an ended one', found(), known('ended'), 'ELSEWHERE_KEY_ENDED'],
    ['one that waits for a leader', found(), known('pending'), 'KEY_PENDING'],
  ])('is refused: %s', (_, facts, expected, what) =>
    expect(judgeElsewhere(facts, expected, DEFAULT_POLICY)).toMatchObject({
      isAccepted: false,
      code: `SIGNATURES_${what}`,
    }),
  )
})
