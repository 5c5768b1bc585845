/** The one place that reads the environment: one schema, one typed object, and a readable list of faults at boot. */

import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import process from 'node:process'
import { createSecureContext } from 'node:tls'
import type { z } from 'zod'
import { type Raw, schema } from './schema.ts'

/** An S3 service and where in it. */
export interface ObjectStoreConfig {
  readonly endpoint: string
  readonly bucket: string
  /** Empty, or ends with a slash. */
  readonly prefix: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
  readonly ca: Buffer | null
}

/** A server that takes e-mail to be sent on. */
export interface MailConfig {
  readonly host: string
  readonly port: number
  /** `none` only to this very machine. */
  readonly security: Raw['VANKHO_SMTP_SECURITY']
  readonly login: { readonly user: string; readonly password: string } | null
  readonly ca: Buffer | null
  /** Address of the sender. */
  readonly from: string
  /** Bytes of the largest message, as it travels. */
  readonly limit: number
}

export interface Config {
  readonly port: number
  readonly host: string
  /** Absolute path of the data folder. */
  readonly home: string
  readonly role: Raw['VANKHO_ROLE']
  readonly database: {
    readonly ownerUrl: string | null
    readonly appUrl: string | null
    readonly backupUrl: string | null
    readonly pool: number
    readonly fsync: boolean
  }
  readonly backup: {
    /** Absolute path; null: no schedule. */
    readonly to: string | null
    /** `HH:MM` in Vietnam. */
    readonly at: string
    readonly keep: number
  }
  readonly fixity: {
    readonly replica: string | null
    readonly bytesPerSecond: number
    /** From the beginning of one pass over everything to the next. */
    readonly days: number
  }
  /** Where documents' files lie; null: the folder `blobs` of the data folder. */
  readonly objectStore: ObjectStoreConfig | null
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null
  /** Addresses and networks of the proxies in front; null: none. */
  readonly trustProxy: readonly string[] | null
  readonly publicUrl: string | null
  readonly uploadLimit: number
  /** Bytes that must be free on the disks, or nothing new is taken. */
  readonly spaceNeeded: number
  readonly jobs: number
  readonly log: Raw['VANKHO_LOG']
  readonly lang: 'vi' | 'en'
  readonly isIsolated: boolean
  readonly signing: {
    /** Absolute path of the trust list's folder; null: nothing is trusted. */
    readonly trustDir: string | null
    /** Timestamp authority; null: none, and no revocation data is fetched either. */
    readonly tsaUrl: string | null
    /** Devices at the server: the vendor's library, and the one label that counts; null: none. */
    readonly pkcs11: { readonly module: string; readonly label: string | null } | null
    /** Limit of one answer over the network. */
    readonly waitMs: number
  }
  /** How documents go out by e-mail; null: they do not. */
  readonly mail: MailConfig | null
}

/**
 * The environment for programs and libraries of others, which find their own settings in it: without those of the product, which
 * hold passwords.
 */
export const environmentOfOthers = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VANKHO|DATABASE|NODE)_/.test(name)))

/** A configuration that cannot be used, with one line for each fault. */
export class ConfigError extends Error {
  readonly faults: readonly string[]
  constructor(faults: string[]) {
    super(`Cấu hình chưa đúng | Configuration faults:\n${faults.map((f) => `  - ${f}`).join('\n')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}

/** What is wrong with a value, in both languages. */
function wordsFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `phải là một trong | must be one of: ${issue.values.join(', ')}`
    case 'too_small':
      return `nhỏ nhất là ${issue.minimum} | at least ${issue.minimum}`
    case 'too_big':
      return `lớn nhất là ${issue.maximum} | at most ${issue.maximum}`
    case 'invalid_type':
      return 'phải là số nguyên | must be a whole number'
    case 'invalid_format':
      if (issue.format === 'url') return 'phải là địa chỉ như https://vankho.example.vn | must be an address'
      if (issue.format === 'email') return 'phải là địa chỉ như vanthu@example.vn | must be an e-mail address'
      return 'phải bắt đầu bằng postgresql:// | must begin with postgresql://'
    default:
      return issue.message
  }
}

/** Reads and checks the configuration. @throws ConfigError with every fault at once. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(present)
  const faults: string[] = []
  for (const name of Object.keys(present)) {
    if (name.startsWith('VANKHO_') && !(name in schema.shape))
      faults.push(`${name}: không có mục này | unknown setting`)
  }
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0])
      // An address may hold a password: it is named, not repeated.
      const given = name.startsWith('DATABASE_') ? name : `${name}=${JSON.stringify(present[name] ?? '')}`
      faults.push(`${given}: ${wordsFor(issue)}`)
    }
    throw new ConfigError(faults)
  }
  const raw = parsed.data
  let tls: Config['tls'] = null
  if (raw.VANKHO_TLS_CERT || raw.VANKHO_TLS_KEY) {
    if (!raw.VANKHO_TLS_CERT || !raw.VANKHO_TLS_KEY)
      faults.push('VANKHO_TLS_CERT, VANKHO_TLS_KEY: cần cả hai | both are needed')
    else {
      const read = (name: 'VANKHO_TLS_CERT' | 'VANKHO_TLS_KEY'): Buffer => {
        try {
          return readFileSync(raw[name]!)
        } catch (error) {
          faults.push(
            `${name}=${raw[name]}: không đọc được | cannot be read (${(error as NodeJS.ErrnoException).code})`,
          )
          return Buffer.alloc(0)
        }
      }
      tls = { cert: read('VANKHO_TLS_CERT'), key: read('VANKHO_TLS_KEY') }
      if (tls.cert.length > 0 && tls.key.length > 0)
        try {
          createSecureContext(tls)
        } catch (error) {
          faults.push(
            `VANKHO_TLS_CERT, VANKHO_TLS_KEY: không phải một cặp chứng thư và khóa PEM dùng được | not a usable PEM certificate and key (${(error as Error).message})`,
          )
        }
    }
  }
  const objectStore = objectStoreOf(raw, faults)
  const mail = mailOf(raw, faults)
  if (raw.DATABASE_APP_URL && !raw.DATABASE_URL)
    faults.push('DATABASE_APP_URL: cần thêm DATABASE_URL (vai chủ) | DATABASE_URL (owner role) is needed too')
  if (raw.VANKHO_PKCS11_TOKEN && !raw.VANKHO_PKCS11_MODULE)
    faults.push('VANKHO_PKCS11_TOKEN: cần thêm VANKHO_PKCS11_MODULE | VANKHO_PKCS11_MODULE is needed too')
  if (raw.VANKHO_ISOLATED && raw.VANKHO_TSA_URL)
    faults.push(
      'VANKHO_TSA_URL: máy cô lập không hỏi máy chủ dấu thời gian | an isolated installation asks no timestamp authority',
    )
  if (faults.length > 0) throw new ConfigError(faults)
  return {
    port: raw.PORT,
    host: raw.HOST,
    home: isAbsolute(raw.VANKHO_HOME) ? raw.VANKHO_HOME : resolve(raw.VANKHO_HOME),
    role: raw.VANKHO_ROLE,
    database: {
      ownerUrl: raw.DATABASE_URL ?? null,
      appUrl: raw.DATABASE_APP_URL ?? null,
      backupUrl: raw.DATABASE_BACKUP_URL ?? null,
      pool: raw.VANKHO_DB_POOL,
      fsync: raw.VANKHO_DB_FSYNC,
    },
    backup: {
      to: raw.VANKHO_BACKUP_TO ? resolve(raw.VANKHO_BACKUP_TO) : null,
      at: raw.VANKHO_BACKUP_AT,
      keep: raw.VANKHO_BACKUP_KEEP,
    },
    fixity: {
      replica: raw.VANKHO_REPLICA ? resolve(raw.VANKHO_REPLICA) : null,
      bytesPerSecond: raw.VANKHO_FIXITY_MB_S * 1024 * 1024,
      days: raw.VANKHO_FIXITY_DAYS,
    },
    objectStore,
    tls,
    trustProxy: raw.VANKHO_TRUST_PROXY,
    publicUrl: raw.VANKHO_PUBLIC_URL ?? null,
    uploadLimit: raw.VANKHO_UPLOAD_LIMIT_MB * 1024 * 1024,
    spaceNeeded: raw.VANKHO_SPACE_MB * 1024 * 1024,
    jobs: raw.VANKHO_JOBS,
    log: raw.VANKHO_LOG,
    lang: raw.VANKHO_LANG,
    isIsolated: raw.VANKHO_ISOLATED,
    signing: {
      trustDir: raw.VANKHO_TRUST ? resolve(raw.VANKHO_TRUST) : null,
      tsaUrl: raw.VANKHO_TSA_URL ?? null,
      pkcs11: raw.VANKHO_PKCS11_MODULE
        ? { module: resolve(raw.VANKHO_PKCS11_MODULE), label: raw.VANKHO_PKCS11_TOKEN ?? null }
        : null,
      waitMs: raw.VANKHO_SIGN_WAIT * 1000,
    },
    mail,
  }
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/

/** A file that a setting names; null when there is none, or none that can be read. */
function fileOf(raw: Raw, name: keyof Raw, faults: string[]): Buffer | null {
  const path = raw[name] as string | undefined
  if (path === undefined) return null
  try {
    return readFileSync(path)
  } catch (error) {
    faults.push(`${name}=${path}: không đọc được | cannot be read (${(error as NodeJS.ErrnoException).code})`)
    return null
  }
}

function mailOf(raw: Raw, faults: string[]): MailConfig | null {
  const host = raw.VANKHO_SMTP_HOST
  if (host === undefined) {
    for (const name of ['VANKHO_SMTP_USER', 'VANKHO_SMTP_FROM'] as const)
      if (raw[name] !== undefined) faults.push(`${name}: cần thêm VANKHO_SMTP_HOST | VANKHO_SMTP_HOST is needed too`)
    return null
  }
  const begun = faults.length
  const password =
    fileOf(raw, 'VANKHO_SMTP_PASSWORD_FILE', faults)
      ?.toString('utf8')
      .replace(/\r?\n$/, '') ?? null
  const ca = fileOf(raw, 'VANKHO_SMTP_CA', faults)
  if (raw.VANKHO_SMTP_FROM === undefined)
    faults.push('VANKHO_SMTP_FROM: cần thêm để gửi thư | needed too to send e-mail')
  if ((raw.VANKHO_SMTP_USER === undefined) !== (raw.VANKHO_SMTP_PASSWORD_FILE === undefined))
    faults.push('VANKHO_SMTP_USER, VANKHO_SMTP_PASSWORD_FILE: cần cả hai | both are needed')
  if (password === '') faults.push('VANKHO_SMTP_PASSWORD_FILE: tệp trống | the file is empty')
  if (raw.VANKHO_SMTP_SECURITY === 'none' && !LOOPBACK.test(host))
    faults.push(
      'VANKHO_SMTP_SECURITY: văn bản không đi qua mạng mà không mã hóa, cần starttls hoặc tls | documents do not cross a network in the clear, starttls or tls is needed',
    )
  if (raw.VANKHO_ISOLATED)
    faults.push('VANKHO_SMTP_HOST: máy cô lập không gửi thư | an isolated installation sends no e-mail')
  if (faults.length > begun) return null
  const user = raw.VANKHO_SMTP_USER
  return {
    host,
    port: raw.VANKHO_SMTP_PORT ?? (raw.VANKHO_SMTP_SECURITY === 'tls' ? 465 : 587),
    security: raw.VANKHO_SMTP_SECURITY,
    login: user !== undefined && password !== null ? { user, password } : null,
    ca,
    from: raw.VANKHO_SMTP_FROM!,
    limit: raw.VANKHO_SMTP_LIMIT_MB * 1024 * 1024,
  }
}

function objectStoreOf(raw: Raw, faults: string[]): ObjectStoreConfig | null {
  const wanted = ['VANKHO_S3_ENDPOINT', 'VANKHO_S3_BUCKET', 'VANKHO_S3_KEY_ID', 'VANKHO_S3_SECRET_FILE'] as const
  const missing = wanted.filter((name) => raw[name] === undefined)
  if (missing.length === wanted.length) return null
  const begun = faults.length
  const secret = fileOf(raw, 'VANKHO_S3_SECRET_FILE', faults)?.toString('utf8').trim() ?? null
  const ca = fileOf(raw, 'VANKHO_S3_CA', faults)
  if (missing.length > 0) faults.push(`${missing.join(', ')}: cần thêm để dùng S3 | needed too for S3`)
  if (secret === '') faults.push('VANKHO_S3_SECRET_FILE: tệp trống | the file is empty')
  const url = raw.VANKHO_S3_ENDPOINT ? new URL(raw.VANKHO_S3_ENDPOINT) : null
  if (url?.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    faults.push(
      'VANKHO_S3_ENDPOINT: văn bản không đi qua mạng mà không mã hóa, cần https:// | documents do not cross a network in the clear, https:// is needed',
    )
  if (raw.VANKHO_ISOLATED)
    faults.push(
      'VANKHO_S3_ENDPOINT: máy cô lập không dùng kho tệp qua mạng | an isolated installation keeps its files on itself',
    )
  if (faults.length > begun) return null
  const prefix = raw.VANKHO_S3_PREFIX.replace(/^\/+|\/+$/g, '')
  return {
    endpoint: raw.VANKHO_S3_ENDPOINT!,
    bucket: raw.VANKHO_S3_BUCKET!,
    prefix: prefix === '' ? '' : `${prefix}/`,
    region: raw.VANKHO_S3_REGION,
    keyId: raw.VANKHO_S3_KEY_ID!,
    secret: secret!,
    ca,
  }
}

/** Every setting with its meaning and default, for docs/configuration.md. */
export function describeConfig(): { name: string; meaning: string; default: string }[] {
  return Object.entries(schema.shape).map(([name, type]) => {
    const parsed = (type as z.ZodType).safeParse(undefined)
    return {
      name,
      meaning: (type as z.ZodType).description ?? '',
      default: parsed.success ? String(parsed.data ?? '–') : '–',
    }
  })
}
