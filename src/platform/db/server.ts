/** What the product asks of a PostgreSQL before it trusts it with records: reachable, new enough, roles that row security binds. */
import pg from 'pg'
import { AppError, defineErrors } from '../errors/index.ts'

defineErrors({
  DATABASE_UNREACHABLE: {
    status: 503,
    vi: 'Không kết nối được PostgreSQL ở {place}: {reason}. Kiểm tra {setting}, máy chủ CSDL và mật khẩu.',
    en: 'PostgreSQL at {place} cannot be reached: {reason}. Check {setting}, the database server and the password.',
  },
  DATABASE_TOO_OLD: {
    status: 409,
    vi: 'PostgreSQL {version} quá cũ: cần bản 15 trở lên.',
    en: 'PostgreSQL {version} is too old: 15 or newer is needed.',
  },
  DATABASE_ENCODING: {
    status: 409,
    vi: 'Cơ sở dữ liệu dùng bảng mã {encoding}: cần tạo lại với bảng mã UTF8.',
    en: 'The database is encoded in {encoding}: make it anew with encoding UTF8.',
  },
  DATABASE_ROLE_UNSAFE: {
    status: 409,
    vi: 'Vai CSDL “{role}” của ứng dụng không bị ràng buộc bởi bảo mật dòng ({reason}): một cơ quan có thể đọc được dữ liệu của cơ quan khác. Đặt DATABASE_APP_URL tới một vai thường, là thành viên của vankho_app.',
    en: 'The application’s database role “{role}” is not bound by row security ({reason}): one organisation could read another’s records. Set DATABASE_APP_URL to a plain role that is a member of vankho_app.',
  },
  DATABASE_ROLE_MISSING: {
    status: 409,
    vi: 'Vai CSDL “{role}” không làm việc được dưới vai vankho_app ({reason}). Xem docs/external-postgresql.md để tạo vai.',
    en: 'The database role “{role}” cannot act as vankho_app ({reason}). docs/external-postgresql.md says how to make the roles.',
  },
  DATABASE_NEWER: {
    status: 409,
    vi: 'Dữ liệu này do một bản Văn Khố mới hơn tạo ra ({name}). Hãy cài bản mới hơn; không được chạy bản cũ trên dữ liệu mới.',
    en: 'This data was made by a newer Văn Khố ({name}). Install the newer one; an old one must not run on newer data.',
  },
})

/** A connection's place without its secrets, for messages. */
export function placeOf(url: string): string {
  try {
    const { host, pathname, username, searchParams } = new URL(url)
    return `${username ? `${username}@` : ''}${host || searchParams.get('host') || 'localhost'}${pathname}`
  } catch {
    return '?'
  }
}

/**
 * Looks at an external server with the owner's connection.
 * @throws DATABASE_UNREACHABLE, DATABASE_TOO_OLD, DATABASE_ENCODING
 */
export async function checkServer(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, 'DATABASE_URL', async (client) => {
    const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
         current_setting('server_encoding') as encoding`,
    )
    const { number, version, encoding } = rows[0]!
    if (number < 150_000) throw new AppError('DATABASE_TOO_OLD', { facts: { version } })
    if (encoding !== 'UTF8') throw new AppError('DATABASE_ENCODING', { facts: { encoding } })
  })
}

export interface RoleFacts {
  readonly role: string
  readonly isSuperuser: boolean
  readonly bypassesRowSecurity: boolean
  readonly ownsTables: boolean
  readonly isApp: boolean
  /** Tables of organisations whose guard somebody has switched off. */
  readonly unguarded: readonly string[]
}

/** SQL that tells how far row security binds whoever asks. */
export const ROLE_FACTS = `select r.rolname as role, r.rolsuper as "isSuperuser", r.rolbypassrls as "bypassesRowSecurity",
    exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and c.relowner = r.oid and exists (select from pg_policy p where p.polrelid = c.oid)) as "ownsTables",
    pg_has_role(r.oid, 'vankho_app', 'usage') as "isApp",
    array(select format('%I.%I', n.nspname, c.relname) from pg_policy p join pg_class c on c.oid = p.polrelid
      join pg_namespace n on n.oid = c.relnamespace
      where p.polname = 'tenant' and not (c.relrowsecurity and c.relforcerowsecurity) order by 1) as unguarded
  from pg_roles r where r.rolname = current_user`

/**
 * Is the application's role one that row security binds? An owner or superuser would see every organisation's rows.
 * @param asRole role taken on after connecting, where the application has no login of its own
 * @throws DATABASE_ROLE_UNSAFE, DATABASE_ROLE_MISSING, DATABASE_UNREACHABLE
 */
export async function checkRole(appUrl: string, asRole: string | undefined): Promise<void> {
  const setting = asRole ? 'DATABASE_URL' : 'DATABASE_APP_URL'
  await withClient(appUrl, setting, async (client) => {
    const login = (await client.query<{ role: string }>('select current_user as role')).rows[0]!.role
    const missing = (reason: string): AppError =>
      new AppError('DATABASE_ROLE_MISSING', { facts: { role: login, reason } })
    if (asRole)
      await client.query(`set role ${asRole}`).catch((error) => {
        throw missing((error as Error).message)
      })
    const facts = (await client.query<RoleFacts>(ROLE_FACTS)).rows[0]!
    const reason = facts.isSuperuser
      ? 'superuser'
      : facts.bypassesRowSecurity
        ? 'BYPASSRLS'
        : facts.ownsTables
          ? 'owner'
          : null
    if (reason) throw new AppError('DATABASE_ROLE_UNSAFE', { facts: { role: facts.role, reason } })
    if (!facts.isApp) throw missing('not a member of vankho_app')
  })
}

async function withClient(url: string, setting: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    const { message, code } = cause as { message: string; code?: string }
    throw new AppError('DATABASE_UNREACHABLE', {
      facts: { place: placeOf(url), reason: message || code || 'unknown', setting },
      cause,
    })
  }
  try {
    await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
