import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMailAddress, recipientFields } from '#modules/outgoing/contract.ts'
import { mailWeight } from '#modules/outgoing/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { addresseeFields, mailFormFields } from '../address-contract.ts'
import { composeLetter } from '../mail.ts'
import { filled, mailOutcome, oneLine, RECALL_FORM, STANDARD_FORM } from '../mail-form.ts'
import type { KeptMail } from '../outbox-mail.ts'
import { PLACEHOLDERS, unknownFields } from '../shapes.ts'

const letter = (over: Partial<KeptMail> = {}): KeptMail => ({
  kind: 'mail',
  mailId: '<0190f000-0000-7000-8000-00000000000a@song-may.example>',
  inReplyTo: null,
  from: { name: 'Ủy ban nhân dân xã Sông Mây' },
  to: [{ organId: 'vanthu@doi-che.example', name: 'Ủy ban nhân dân xã Đồi Chè' }],
  replyTo: null,
  subject: 'V/v đê điều',
  line: 'Công văn 01/UBND',
  text: 'Kính gửi',
  facts: {},
  attachments: [],
  ...over,
})
const at = { from: 'vanthu@song-may.example', date: new Date('2026-11-23T01:00:00Z') }

describe('what a server says', () => {
  it.each([
    ['550 to the receiver', { command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 no such' }, 'refused'],
    ['554 to the letter', { command: 'DATA', responseCode: 554, response: '554 5.7.1 spam' }, 'refused'],
    ['552 to the size', { command: 'MAIL FROM', responseCode: 552, response: '552 5.3.4 too big' }, 'refused'],
    ['450 to the receiver', { command: 'RCPT TO', responseCode: 450, response: '450 4.2.1 busy' }, 'again'],
    ['421 at the end', { command: 'DATA', responseCode: 421, response: '421 bye' }, 'again'],
    ['a login that it does not take', { command: 'AUTH PLAIN', responseCode: 535, code: 'EAUTH' }, 'again'],
    ['a login that it misses', { command: 'MAIL FROM', responseCode: 530 }, 'again'],
    ['a banner of refusal', { command: 'CONN', responseCode: 554, response: '554 no service' }, 'again'],
    ['nothing at all', { command: 'CONN', code: 'ESOCKET' }, 'again'],
    ['no TLS', { command: 'STARTTLS', code: 'ETLS' }, 'again'],
    ['nothing, as the address is none', { command: 'API', code: 'EENVELOPE' }, 'refused'],
    ['nothing, as it named a smaller size', { command: 'MAIL FROM', code: 'EMESSAGE' }, 'refused'],
  ] as const)('%s', (_, fault, kind) => {
    const outcome = mailOutcome({ message: 'words', ...fault })
    expect(outcome.kind).toBe(kind)
    expect(outcome.words).toContain('response' in fault ? fault.response : 'words')
  })
})

describe('the form of a letter', () => {
  it('has no field that stands for nothing; what somebody writes is checked', () => {
    for (const text of [STANDARD_FORM.subject, STANDARD_FORM.body]) expect(unknownFields(text)).toEqual([])
    expect(unknownFields(RECALL_FORM.body)).toEqual(['ly_do'])
    expect(mailFormFields.safeParse({ subject: 'Gửi {so_ky_hieu}', body: '{trich_yeu}' }).success).toBe(true)
    expect(mailFormFields.safeParse({ subject: 'Gửi {số}', body: 'x' }).success).toBe(false)
    expect(mailFormFields.safeParse({ subject: 'Gửi', body: 'x', replyTo: 'vanthu' }).success).toBe(false)
  })
  it('is filled once: what the document says is never read as a field', () => {
    const facts = Object.fromEntries(PLACEHOLDERS.map((name) => [name, '{co_quan}']))
    expect(filled('{trich_yeu} {so_ky_hieu}', facts)).toBe('{co_quan} {co_quan}')
    const line = oneLine(`a\r\nBcc: x@y.example ${'ư'.repeat(300)}`)
    expect(line).toMatch(/^a Bcc: x@y\.example ư+…$/)
    expect(line).toHaveLength(200)
  })
})

it('an address is one that servers take', () => {
  for (const good of ['vanthu@doi-che.example', 'a.b+c@x.gov.vn']) expect(isMailAddress(good)).toBe(true)
  for (const bad of [
    '',
    'vanthu',
    'a@b',
    'a@b.vn, c@d.vn',
    'a b@c.vn',
    'a@b.vn\r\nRCPT TO:<x@y.vn>',
    `${'a'.repeat(250)}@b.vn`,
  ])
    expect(isMailAddress(bad)).toBe(false)
  const to = { name: 'Ủy ban nhân dân xã Đồi Chè', channel: 'email' as const }
  expect(recipientFields.safeParse({ ...to, address: 'vanthu@doi-che.example' }).success).toBe(true)
  expect(recipientFields.safeParse({ ...to, address: 'H99.1' }).success).toBe(false)
  expect(recipientFields.safeParse(to).success).toBe(false)
  const one = { name: 'Ông Lò Văn Pó', validFrom: '2026-01-01' }
  expect(addresseeFields.safeParse(one).success).toBe(false)
  expect(addresseeFields.safeParse({ ...one, postAddress: 'Bản Nà Khoang' }).success).toBe(true)
  expect(addresseeFields.safeParse({ ...one, email: 'po@lam-ha.example', validTo: '2025-01-01' }).success).toBe(false)
})

describe('a letter', () => {
  it('is the same bytes whenever it is made', async () => {
    const files = [Buffer.from('%PDF-1.7 một'), Buffer.alloc(100_000, 7)]
    const attachments = files.map((file, i) => ({
      name: i === 0 ? 'Công văn số 01.pdf' : 'b.bin',
      mediaType: i === 0 ? 'application/pdf' : 'application/octet-stream',
      sha256: '',
      size: file.length,
    }))
    const made = await composeLetter(letter({ attachments }), files, at)
    expect(await composeLetter(letter({ attachments }), files, at)).toEqual(made)
    expect(made.toString()).toContain('Message-ID: <0190f000-0000-7000-8000-00000000000a@song-may.example>\r\n')
  })
  it('takes no header from a name or a subject', async () => {
    const to = [{ organId: 'vanthu@doi-che.example', name: 'A\r\nBcc: x@y.example' }] as const
    const made = await composeLetter(letter({ to, line: 'x\r\nBcc: x@y.example' }), [], at)
    expect(made.toString()).not.toMatch(/^Bcc:/m)
  })
  it('never weighs more than was foreseen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 4 }), async (sizes) => {
        const attachments = sizes.map((size, i) => ({
          name: `Văn bản thứ ${i} ${'ộ'.repeat(60)}.pdf`,
          mediaType: 'application/pdf',
          sha256: '',
          size,
        }))
        const made = await composeLetter(
          letter({ attachments, text: 'ộ'.repeat(5_000) }),
          sizes.map((n) => Buffer.alloc(n, 65)),
          at,
        )
        expect(made.length).toBeLessThanOrEqual(mailWeight(attachments))
      }),
      { numRuns: 15 },
    )
  })
})

describe('the settings', () => {
  const base = { VANKHO_SMTP_HOST: 'mail.example.vn', VANKHO_SMTP_FROM: 'vanthu@example.vn' }
  const faults = (env: Record<string, string>) => {
    try {
      loadConfig(env)
      return ''
    } catch (error) {
      return (error as Error).message
    }
  }
  it('have a port for each way, and no mail without a server', () => {
    expect(loadConfig({}).mail).toBeNull()
    expect(loadConfig(base).mail).toMatchObject({
      port: 587,
      security: 'starttls',
      login: null,
      limit: 25 * 1024 * 1024,
    })
    expect(loadConfig({ ...base, VANKHO_SMTP_SECURITY: 'tls' }).mail).toMatchObject({ port: 465 })
    expect(loadConfig({ ...base, VANKHO_SMTP_HOST: '127.0.0.1', VANKHO_SMTP_SECURITY: 'none' }).mail).not.toBeNull()
  })
  it.each([
    ['a line in the clear', { ...base, VANKHO_SMTP_SECURITY: 'none' }, 'VANKHO_SMTP_SECURITY'],
    ['no sender', { VANKHO_SMTP_HOST: 'mail.example.vn' }, 'VANKHO_SMTP_FROM'],
    ['a sender that is no address', { ...base, VANKHO_SMTP_FROM: 'vanthu' }, 'VANKHO_SMTP_FROM'],
    ['a login without a password', { ...base, VANKHO_SMTP_USER: 'vanthu' }, 'VANKHO_SMTP_PASSWORD_FILE'],
    [
      'a password that is not there',
      { ...base, VANKHO_SMTP_USER: 'a', VANKHO_SMTP_PASSWORD_FILE: '/khong/co' },
      'ENOENT',
    ],
    ['a sender without a server', { VANKHO_SMTP_FROM: 'vanthu@example.vn' }, 'VANKHO_SMTP_HOST'],
    ['an isolated installation', { ...base, VANKHO_ISOLATED: '1' }, 'VANKHO_SMTP_HOST'],
  ])('refuse %s', (_, env, name) => {
    expect(faults(env)).toContain(name)
  })
})
