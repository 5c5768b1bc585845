/** Keys and certificates over HTTP. Universal. Passphrases go in and nowhere else. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

const version = z.int().min(1)
/** Base64 of a small file. */
const smallFile = (bytes: number) =>
  z
    .string()
    .min(1)
    .max(Math.ceil(bytes / 3) * 4 + 4)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
/** Never trimmed or normalised: it is what its owner typed. */
export const passphraseSchema = z.string().max(200)

export const keySchema = z.object({
  id: shapes.id,
  owner: z.enum(['person', 'agency']),
  /** file, attached: the server signs (attached: by a device at it); token: the key lies in a device, files are signed elsewhere. */
  means: z.enum(['file', 'token', 'attached']),
  state: z.enum(['pending', 'active', 'revoked', 'removed']),
  label: z.string().nullable(),
  commonName: z.string(),
  /** A person's own certificate that bears another name than his: he should look at it. */
  isOtherName: z.boolean(),
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  algorithm: z.string(),
  fingerprint: z.string(),
  /** Name of the device at the server. */
  tokenLabel: z.string().nullable(),
  validFrom: shapes.instant,
  validTo: shapes.instant,
  hasPicture: z.boolean(),
  pictureWidthMm: z.number().nullable(),
  uses: z.number(),
  lastUsedAt: shapes.instant.nullable(),
  waitsUntil: shapes.instant.nullable(),
  /** Why it cannot sign on the server now. */
  hindrance: z.enum(['pending', 'ended', 'out-of-time', 'waits', 'in-device']).nullable(),
  /** Days left until the certificate ends; negative after. */
  daysLeft: z.number(),
  enteredAt: shapes.instant,
  enteredByName: z.string(),
  confirmedAt: shapes.instant.nullable(),
  confirmedByName: z.string().nullable(),
  endedAt: shapes.instant.nullable(),
  endedByName: z.string().nullable(),
  reason: z.string().nullable(),
  version,
  abilities: z.object({ use: z.boolean(), confirm: z.boolean(), end: z.boolean() }),
})
export type KeyView = z.infer<typeof keySchema>

export const policySchema = z.object({
  tries: z.int().min(3).max(20),
  waitMinutes: z.int().min(1).max(1440),
  withoutTimestamp: z.enum(['stop', 'warn']),
  undecidedAllowed: z.array(z.enum(['NO_CERTIFICATE_CHAIN_FOUND', 'TRY_LATER', 'OUT_OF_BOUNDS_NO_POE'])).max(3),
  noticeDays: z.int().min(1).max(180),
})

/** What devices at the server answer with. */
export const DEVICE_FAULTS = [
  'SIGNATURES_NO_TOKENS',
  'SIGNATURES_PIN_WRONG',
  'SIGNATURES_PIN_LOCKED',
  'SIGNATURES_PIN_LAST',
  'SIGNATURES_TOKEN_MISSING',
  'SIGNATURES_TOKEN_KEY_GONE',
  'SIGNATURES_TOKEN_MECHANISM',
  'SIGNATURES_TOKEN_MODULE',
  'SIGNATURES_TOKEN_SILENT',
  'SIGNATURES_TOKEN_STOPPED',
  'SIGNATURES_TOKEN_REFUSED',
] as const

const KEY_FAULTS = ['SIGNATURES_FILE_INVALID', 'SIGNATURES_KEY_KNOWN', 'SIGN_KEY_UNFIT'] as const

export const signatures = defineContract('signatures', {
  listKeys: {
    method: 'GET',
    path: '/api/signatures/keys',
    permission: 'signatures.keys',
    summary: 'My keys, and the agency’s for registry and leaders | Khóa ký số của tôi và của cơ quan',
    response: z.object({
      own: z.array(keySchema),
      agency: z.array(keySchema),
      policy: policySchema.extend({ version: z.int().min(0) }),
      /** A timestamp authority is configured. */
      hasTimestamps: z.boolean(),
      abilities: z.object({
        keepAgency: z.boolean(),
        confirmAgency: z.boolean(),
        setPolicy: z.boolean(),
        /** Keys may lie in devices at the server (VANKHO_PKCS11_MODULE). */
        attached: z.boolean(),
      }),
    }),
  },
  addKey: {
    method: 'POST',
    path: '/api/signatures/keys',
    permission: 'signatures.keys',
    summary: 'Enters a PKCS#12 key file under its own passphrase | Thêm khóa từ tệp .p12, .pfx',
    body: z.object({
      owner: z.enum(['person', 'agency']),
      file: smallFile(200_000),
      passphrase: passphraseSchema,
      label: shapes.optionalText(120),
    }),
    response: keySchema,
    errors: [...KEY_FAULTS, 'SIGN_PASSPHRASE_WRONG', 'SIGN_KEY_FILE_BROKEN', 'SIGNATURES_TOO_SLOW', 'AUTH_NEEDS_TLS'],
  },
  addCertificate: {
    method: 'POST',
    path: '/api/signatures/certificates',
    permission: 'signatures.keys',
    summary: 'Registers the certificate of a signing device | Đăng ký chứng thư số của thiết bị (USB token)',
    body: z.object({ owner: z.enum(['person', 'agency']), file: smallFile(60_000), label: shapes.optionalText(120) }),
    response: keySchema,
    errors: [...KEY_FAULTS],
  },
  findAttached: {
    method: 'POST',
    path: '/api/signatures/attached/find',
    permission: 'signatures.keys',
    summary: 'Certificates on the devices at the server | Chứng thư số trên thiết bị ở máy chủ',
    body: z.object({ owner: z.enum(['person', 'agency']) }),
    response: z.object({
      items: z.array(
        keySchema
          .pick({ commonName: true, issuer: true, serial: true, algorithm: true, fingerprint: true })
          .extend({ tokenLabel: z.string(), validFrom: shapes.instant, validTo: shapes.instant }),
      ),
    }),
    errors: [...DEVICE_FAULTS],
  },
  addAttached: {
    method: 'POST',
    path: '/api/signatures/attached',
    permission: 'signatures.keys',
    summary: 'Registers a key in a device at the server | Đăng ký khóa nằm trong thiết bị ở máy chủ',
    body: z.object({
      owner: z.enum(['person', 'agency']),
      fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
      /** The device’s PIN, for one trial of the key. */
      passphrase: passphraseSchema,
      label: shapes.optionalText(120),
    }),
    response: keySchema,
    errors: [
      ...DEVICE_FAULTS,
      'SIGNATURES_TOKEN_CERTIFICATE',
      'SIGNATURES_KEY_KNOWN',
      'SIGN_KEY_UNFIT',
      'AUTH_NEEDS_TLS',
    ],
  },
  confirmKey: {
    method: 'POST',
    path: '/api/signatures/keys/:keyId/confirm',
    permission: 'signatures.confirm-agency-key',
    summary: 'A leader confirms the agency’s key | Lãnh đạo xác nhận khóa của cơ quan',
    params: z.object({ keyId: shapes.id }),
    body: z.object({ version }),
    response: keySchema,
    errors: ['SIGNATURES_KEY_STATE'],
  },
  endKey: {
    method: 'POST',
    path: '/api/signatures/keys/:keyId/end',
    permission: 'signatures.end-key',
    summary: 'Revokes or removes a key; what opens it is destroyed | Thu hồi hoặc gỡ bỏ khóa',
    params: z.object({ keyId: shapes.id }),
    body: z.object({ to: z.enum(['revoked', 'removed']), reason: shapes.text(500), version }),
    response: keySchema,
    errors: ['SIGNATURES_KEY_STATE'],
  },
  setPicture: {
    method: 'PUT',
    path: '/api/signatures/keys/:keyId/picture',
    permission: 'signatures.keys',
    summary: 'The picture of signature or seal, a transparent PNG | Hình chữ ký hoặc con dấu (PNG nền trong suốt)',
    params: z.object({ keyId: shapes.id }),
    body: z.object({
      file: smallFile(1_000_000),
      /** Real width of the seal in millimetres. */
      widthMm: z.number().min(5).max(120).nullish(),
      version,
    }),
    response: keySchema,
    errors: [
      'SIGNATURES_PICTURE_UNFIT',
      'SIGNATURES_PICTURE_COLOUR',
      'SIGNATURES_PICTURE_SIZE',
      'SIGNATURES_KEY_STATE',
    ],
  },
  getPicture: {
    method: 'GET',
    path: '/api/signatures/keys/:keyId/picture',
    permission: 'signatures.keys',
    summary: 'The picture of a key | Hình của khóa',
    params: z.object({ keyId: shapes.id }),
    response: 'file',
  },
  setPolicy: {
    method: 'PUT',
    path: '/api/signatures/policy',
    permission: 'signatures.set-policy',
    summary: 'The organisation’s signing policy | Quy định ký số của cơ quan',
    /** 0: none was set yet. */
    body: policySchema.extend({ version: z.int().min(0) }),
    response: policySchema.extend({ version }),
    errors: ['PLATFORM_STATE_CHANGED'],
  },
})
