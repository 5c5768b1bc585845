/** The settings, as they are written in the environment. */
import { isIP } from 'node:net'
import { z } from 'zod'

const flag = z.enum(['1', '0', 'true', 'false', 'yes', 'no']).transform((v) => v === '1' || v === 'true' || v === 'yes')

/** Proxies in front, or null. */
function proxiesOf(given: string, context: z.RefinementCtx): readonly string[] | null {
  const words = given.split(/[\s,]+/).filter((word) => word !== '')
  if (words.length === 0 || /^(0|false|no)$/.test(given)) return null
  if (/^(1|true|yes)$/.test(given)) return ['127.0.0.0/8', '::1']
  for (const word of words) {
    const [address, prefix, ...more] = word.split('/') as [string, string | undefined]
    const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1
    const isGood =
      most > 0 && more.length === 0 && (prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= most))
    // A network that is everybody's would let anybody say who he is.
    if (!isGood || Number(prefix ?? most) < 8)
      context.addIssue({
        code: 'custom',
        message: `“${word}” không phải địa chỉ hay mạng của proxy (10.0.0.5, 10.1.0.0/28) | no address or network of a proxy`,
      })
  }
  return words
}

/** Every setting as it stands in the environment, with its meaning and default. */
export const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('Cổng | Port to listen on'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Địa chỉ | Address to listen on; 0.0.0.0 for all'),
  VANKHO_HOME: z.string().min(1).default('./data').describe('Thư mục dữ liệu | Data folder'),
  VANKHO_ROLE: z
    .enum(['all', 'web', 'worker'])
    .default('all')
    .describe('Vai của tiến trình | What this process does: serves, works, or both'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional()
    .describe('PostgreSQL ngoài, vai chủ | External PostgreSQL, owner role; none means the embedded one'),
  DATABASE_APP_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional()
    .describe('PostgreSQL ngoài, vai ứng dụng | The application role’s own URL (recommended with DATABASE_URL)'),
  DATABASE_BACKUP_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional()
    .describe('PostgreSQL ngoài, vai sao lưu có BYPASSRLS | External PostgreSQL, role with BYPASSRLS for backups'),
  VANKHO_BACKUP_TO: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Thư mục sao lưu hằng ngày, ổ đĩa khác | Folder of daily backups, on another disk; none means no schedule',
    ),
  VANKHO_BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must read HH:MM')
    .default('01:00')
    .describe('Giờ sao lưu hằng ngày (giờ Việt Nam) | Time of the daily backup, in Vietnam'),
  VANKHO_BACKUP_KEEP: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(14)
    .describe('Số bản sao lưu giữ lại | Backups to keep'),
  VANKHO_REPLICA: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Thư mục bản sao thứ hai của kho tệp, để sửa tệp hỏng | Second copy of the file store, to mend damaged files from',
    ),
  VANKHO_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Địa chỉ kho đối tượng S3 cho tệp văn bản | Address of an S3 object store for the documents’ files; none means the folder VANKHO_HOME/blobs',
    ),
  VANKHO_S3_BUCKET: z
    .string()
    .min(3)
    .max(63)
    .optional()
    .describe('Tên bucket, đã có sẵn | The bucket, which must exist'),
  VANKHO_S3_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._/-]*$/, 'A-Z a-z 0-9 . _ - /')
    .default('')
    .describe('Phần đầu tên tệp trong bucket | Beginning of every key, when the bucket is shared'),
  VANKHO_S3_REGION: z.string().min(1).default('us-east-1').describe('Vùng của S3 | Region the requests are signed for'),
  VANKHO_S3_KEY_ID: z.string().min(1).optional().describe('Mã khóa truy cập | Access key'),
  VANKHO_S3_SECRET_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('Tệp chứa khóa bí mật của S3 | File that holds the secret key'),
  VANKHO_S3_CA: z
    .string()
    .min(1)
    .optional()
    .describe('Chứng thư gốc riêng của kho S3 (PEM) | The store’s own root certificate (PEM), when no public one'),
  VANKHO_FIXITY_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(1095)
    .default(30)
    .describe(
      'Số ngày giữa hai lần rà toàn bộ kho tệp; luật định trong 3 năm | Days from one full fixity pass to the next; the law wants one in 3 years',
    ),
  VANKHO_FIXITY_MB_S: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe('Tốc độ rà tệp, MB mỗi giây | Rate of the fixity pass, MB a second'),
  VANKHO_DB_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(16)
    .describe('Số kết nối CSDL | Database connections'),
  VANKHO_DB_FSYNC: flag.default(true).describe('Chỉ tắt khi kiểm thử | Only tests turn it off (embedded database)'),
  VANKHO_TLS_CERT: z.string().optional().describe('Tệp chứng thư TLS | TLS certificate file (PEM)'),
  VANKHO_TLS_KEY: z.string().optional().describe('Tệp khóa TLS | TLS key file (PEM)'),
  VANKHO_TRUST_PROXY: z
    .string()
    .default('false')
    .transform(proxiesOf)
    .describe(
      'Địa chỉ các proxy TLS phía trước (10.0.0.5, 10.1.0.0/28); true: proxy trên chính máy này | Addresses of the TLS proxies in front, whose X-Forwarded-* count; true: one on this machine',
    ),
  VANKHO_PUBLIC_URL: z.url().optional().describe('Địa chỉ công khai | Address users type, when it differs'),
  VANKHO_SPACE_MB: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(256)
    .describe('Ổ đĩa còn ít hơn chừng này MB thì ngừng nhận việc mới | Below so many free MB nothing new is taken'),
  VANKHO_UPLOAD_LIMIT_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(512)
    .describe('Cỡ tệp tối đa | Largest file'),
  VANKHO_JOBS: z.coerce.number().int().min(1).max(64).default(2).describe('Số việc nền song song | Jobs at a time'),
  VANKHO_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('Mức nhật ký | Log level'),
  VANKHO_LANG: z.enum(['vi', 'en']).default('vi').describe('Ngôn ngữ mặc định | Default language'),
  VANKHO_TRUST: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Thư mục chứng thư số gốc được tin và danh sách thu hồi (PEM, DER) | Folder of trusted root certificates and revocation lists (PEM, DER); none: no signature is ever found valid',
    ),
  VANKHO_TSA_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Máy chủ dấu thời gian (RFC 3161) | Timestamp authority (RFC 3161); none: signatures without proof of time, and nothing is asked of the network',
    ),
  VANKHO_PKCS11_MODULE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Thư viện PKCS#11 (.so) của thiết bị ký gắn vào máy chủ | PKCS#11 library (.so) of signing devices at the server; none: no keys in devices at the server',
    ),
  VANKHO_PKCS11_TOKEN: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe('Chỉ dùng thiết bị có nhãn này | Only the device of this label; none: all that the library shows'),
  VANKHO_SIGN_WAIT: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe(
      'Số giây chờ máy chủ dấu thời gian, danh sách thu hồi | Seconds to wait for timestamps and revocation data',
    ),
  VANKHO_SMTP_HOST: z
    .string()
    .regex(/^[\p{L}\d.:-]+$/u, 'mail.example.vn')
    .optional()
    .describe('Máy chủ gửi thư điện tử (SMTP) | Server that sends e-mail; none: documents do not go out by e-mail'),
  VANKHO_SMTP_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe('Cổng SMTP | Its port; none: 465 for tls, else 587'),
  VANKHO_SMTP_SECURITY: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .describe('Mã hóa đường gửi thư | How the line is encrypted; none only to this very machine'),
  VANKHO_SMTP_USER: z.string().min(1).optional().describe('Tài khoản gửi thư | Login; none: without login'),
  VANKHO_SMTP_PASSWORD_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('Tệp chứa mật khẩu gửi thư | File that holds the password'),
  VANKHO_SMTP_CA: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Chứng thư gốc riêng của máy chủ thư (PEM) | The server’s own root certificate (PEM), when no public one',
    ),
  VANKHO_SMTP_FROM: z
    .email()
    .optional()
    .describe('Địa chỉ người gửi, nơi thư báo lỗi quay về | Address of the sender, where bounces return to'),
  VANKHO_SMTP_LIMIT_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(25)
    .describe('Cỡ thư lớn nhất, kể cả mã hóa tệp kèm | Largest message as it travels, attachments encoded'),
  VANKHO_ISOLATED: flag
    .default(false)
    .describe('Máy cô lập cho bí mật nhà nước | Isolated installation for state secrets (no network)'),
})

export type Raw = z.infer<typeof schema>
