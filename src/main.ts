/**
 * The `vankho` command (its commands: README, `vankho --help`). Each command loads its own part when it is called, so that commands on
 * files start at once and need neither database nor network.
 */
import { enableCompileCache } from 'node:module'
import process from 'node:process'
import { Command, CommanderError, Option } from 'commander'

/** 0 good · 1 done, not good · 2 usage or unreadable input · 3 cannot be decided · 4 internal failure */
export type ExitCode = 0 | 1 | 2 | 3 | 4

export interface CommonOptions {
  readonly json?: boolean
  readonly lang: 'vi' | 'en'
}

// Compiled code is kept between starts: a warm start reads it instead of stripping and compiling some hundred files.
enableCompileCache()

const program = new Command('vankho')
  .description('Văn Khố: một hệ thống cho cả vòng đời của văn bản | one system for the whole life of a document')
  .addOption(new Option('--lang <lang>', 'ngôn ngữ | language').choices(['vi', 'en']).default('vi'))
  .option('--json', 'kết quả JSON trên stdout | JSON on standard output')
  .option('-V, --version', 'phiên bản | version')
  .configureOutput({ outputError: () => {} })
  .exitOverride()
  .helpOption('-h, --help', 'cách dùng | how it is used')
  .helpCommand('help [command]', 'cách dùng của một lệnh | help of a command')
  .configureHelp({ showGlobalOptions: true })

/** Language of the command that runs, for its errors too. */
let lang: 'vi' | 'en' = 'vi'

/** A command whose action answers its exit code. `--json` and `--lang` may stand before or after the command's name. */
function command(
  parent: Command,
  usage: string,
  summary: string,
  run: (args: string[], options: CommonOptions & Record<string, string | boolean | undefined>) => Promise<ExitCode>,
): Command {
  const made = parent
    .command(usage)
    .description(summary)
    .helpOption('-h, --help', 'cách dùng | how it is used')
    .option('--json', 'JSON')
    .addOption(new Option('--lang <lang>').choices(['vi', 'en']))
  made.action(async () => {
    lang = (made.opts()['lang'] ?? program.opts()['lang'] ?? 'vi') as 'vi' | 'en'
    const json = Boolean(made.opts()['json'] ?? program.opts()['json'])
    process.exitCode = await run(made.args, { ...made.opts(), json, lang })
  })
  return made
}

command(program, 'start', 'Chạy hệ thống | Start the system', async () => (await import('./cli/start.ts')).start())

command(
  program,
  'extract <file>',
  'Đọc các trường đăng ký từ một tệp | Registration fields of a file',
  async ([file], o) => (await import('./cli/extract.ts')).extract(file!, o),
)
command(program, 'text <file>', 'Văn bản theo trang của một tệp | Text of a file by page', async ([file], o) =>
  (await import('./cli/extract.ts')).text(file!, o),
)

const layout = program.command('layout').description('Thể thức văn bản | Legal form of a document')
command(layout, 'check <file>', 'Kiểm tra thể thức | Check the form', async ([file], o) =>
  (await import('./cli/layout.ts')).check(file!, o),
)
  .option('--regime <regime>', 'state | party')
  .option('--date <day>', 'ngày ban hành, YYYY-MM-DD | day of issue')
  .option('--rules <file>', 'JSON: quy định riêng của cơ quan | overrides of an installation')

command(
  layout,
  'fix <file>',
  'Sửa lỗi định dạng, giữ nguyên nội dung | Mend the formatting, keep the content',
  async ([file], o) => (await import('./cli/layout.ts')).fix(file!, o),
)
  .requiredOption('-o, --out <file>', 'tệp ra | output file')
  .option('--regime <regime>', 'state | party')
  .option('--date <day>', 'ngày ban hành, YYYY-MM-DD | day of issue')
  .option('--rules <file>', 'JSON: quy định riêng của cơ quan | overrides of an installation')
  .option('--only <ids>', 'chỉ sửa các lỗi này, cách nhau bằng dấu phẩy | only these rules, parted by commas')

const signature = program.command('signature').description('Chữ ký số của tệp PDF | Signatures of PDF files')
command(
  signature,
  'verify <file>',
  'Kiểm tra mọi chữ ký của một tệp PDF, không cần mạng | Verify all signatures of a PDF offline',
  async ([file], o) => (await import('./cli/signature.ts')).verify(file!, o),
).option('--trust <folder>', 'thư mục chứng thư số tin cậy (PEM, DER) | folder of trusted certificates')

command(
  program,
  'identify <files...>',
  'Nhận diện định dạng tệp theo PRONOM | Identify the format of files',
  async (files, o) => (await import('./cli/identify.ts')).identifyFiles(files, o),
).option('--signatures <folder>', 'thư mục có tệp chữ ký PRONOM | folder with PRONOM signature files')

const packages = program.command('package').description('Gói tin: BagIt, E-ARK, TT 05/2025 | Information packages')
command(
  packages,
  'verify <path>',
  'Kiểm tra một gói: thư mục, .zip, .tar | Verify a package: folder, .zip, .tar',
  async ([path], o) => (await import('./cli/package.ts')).verify(path!, o),
).addOption(
  new Option('--profile <profile>', 'loại gói | kind of package')
    .choices(['auto', 'bagit', 'csip', 'tt05-sip', 'tt05-aip', 'tt05-dip'])
    .default('auto'),
)

command(packages, 'build', 'Đóng gói một thư mục tệp | Make a package of a folder of files', async (_, o) =>
  (await import('./cli/package.ts')).build(o),
)
  .addOption(
    new Option('--profile <profile>', 'loại gói | kind of package')
      .choices(['bagit', 'csip', 'tt05-sip', 'tt05-aip', 'tt05-dip'])
      .makeOptionMandatory(),
  )
  .requiredOption('--metadata <file>', 'JSON: siêu dữ liệu (docs/packages.md) | metadata')
  .requiredOption('--files <folder>', 'thư mục tệp | folder with the files')
  .requiredOption('-o, --out <path>', 'thư mục, .zip hoặc .tar | folder, .zip or .tar')

const keeping = program
  .command('preservation')
  .description('Bảo quản số: bản sao ngoại tuyến, dựng lại | Digital preservation: copies, rebuilding')
command(
  keeping,
  'copy',
  'Chép mọi gói bảo quản ra đĩa rời rồi kiểm tra | Copy all packages to a removable disk',
  async (_, o) => (await import('./cli/preservation.ts')).copy(o),
)
  .requiredOption('--to <folder>', 'thư mục trên đĩa | folder on the disk')
  .requiredOption('--label <text>', 'nhãn dán trên đĩa | what stands on the disk')
  .requiredOption('--place <text>', 'nơi cất đĩa | where the disk is kept')
command(keeping, 'check <folder>', 'Kiểm tra một bản sao ngoại tuyến | Verify an offline copy', async ([folder], o) =>
  (await import('./cli/preservation.ts')).check(folder!, o),
).option('--note', 'ghi kết quả vào hệ thống này | note the result in this installation')

command(
  keeping,
  'rebuild',
  'Dựng lại lưu trữ trống từ các gói bảo quản | Rebuild an empty archive from packages',
  async (_, o) => (await import('./cli/preservation.ts')).rebuildArchive(o),
)
  .option(
    '--unlisted',
    'nhận cả gói trong kho tệp mà sổ gói không ghi | take packages of the store that no register names, too',
  )
  .requiredOption('--from <place>', 'thư mục có các gói, hoặc store | folder with packages, or store')

const standards = program
  .command('standards')
  .description('Tệp của các tiêu chuẩn: PRONOM, METS, PREMIS, EAD, E-ARK | Files of the standards')
command(
  standards,
  'install <files...>',
  'Cài tệp chữ ký PRONOM, lược đồ, hồ sơ | Install PRONOM signature files, schemas, profiles',
  async (files, o) => (await import('./cli/standards.ts')).install(files, o),
)
command(standards, 'list', 'Những gì đã cài | What is installed', async (_, o) =>
  (await import('./cli/standards.ts')).list(o),
)

const audit = program
  .command('audit')
  .description('Nhật ký: xuất, dấu niêm phong, kiểm tra | Audit: export, heads, verify')
command(audit, 'export', 'Xuất nhật ký đã niêm phong | Export the sealed log', async (_, o) =>
  (await import('./cli/audit.ts')).exportLog(o),
)
  .requiredOption('-o, --out <file>', 'tệp ra | output file')
  .option('--organization <id>', 'một cơ quan | one organisation')
command(audit, 'heads', 'Xuất dấu niêm phong để giữ ngoài máy | Heads to keep outside the machine', async (_, o) =>
  (await import('./cli/audit.ts')).heads(o),
)
  .requiredOption('-o, --out <file>', 'tệp ra | output file')
  .option('--organization <id>', 'một cơ quan | one organisation')
command(audit, 'verify <log>', 'Kiểm tra nhật ký, không cần mạng | Verify a log offline', async ([log], o) =>
  (await import('./cli/audit.ts')).verify(log!, o),
).option('--head <file>', 'dấu niêm phong giữ ngoài máy | heads kept outside')

const demo = program.command('demo').description('Dữ liệu mẫu | Demo data')
command(demo, 'load', 'Nạp một tỉnh hư cấu | Load an invented province', async (_, o) =>
  (await import('./cli/demo.ts')).load(o),
)
command(demo, 'remove', 'Gỡ dữ liệu mẫu | Remove the demo data', async (_, o) =>
  (await import('./cli/demo.ts')).remove(o),
)

const user = program.command('user').description('Tài khoản | Accounts')
for (const [usage, summary] of [
  ['list', 'Danh sách | List'],
  ['create <name>', 'Tạo, in liên kết đặt mật khẩu | Create, prints a one-time link'],
  ['reset <name>', 'Liên kết đặt lại mật khẩu | One-time link for a new password'],
  ['disable <name>', 'Khóa | Disable'],
  ['enable <name>', 'Mở khóa | Enable'],
  ['sign-out <name>', 'Kết thúc mọi phiên làm việc | End all sessions'],
] as const) {
  const verb = usage.split(' ')[0]!
  const made = command(user, usage, summary, async (args, o) => (await import('./cli/user.ts')).user(verb, args, o))
  if (verb === 'reset')
    made.option('--remove-factor', 'mất điện thoại: bỏ cả lớp thứ hai | the phone is lost: the second factor goes too')
  if (verb === 'create') made.option('--person <id>', 'người trong danh bạ | person of the directory')
}

const exchange = program
  .command('exchange')
  .description('Gửi nhận với hệ thống khác qua cổng edXML | Exchange with other installations')
for (const [usage, summary] of [
  ['list', 'Gói tin đang chờ, không gửi được | What waits or could not be sent'],
  ['show <id>', 'Nội dung một gói tin | What a message says'],
  ['resend <id>', 'Gửi lại | Send again'],
  ['identity', 'Chứng thư và dấu vân của hệ thống này | Certificate and fingerprint of this installation'],
] as const) {
  const verb = usage.split(' ')[0]!
  const made = command(exchange, usage, summary, async (args, o) =>
    (await import('./cli/exchange.ts')).exchange(verb, args, o),
  )
  if (verb === 'list')
    made.addOption(new Option('--state <state>', 'trạng thái | state').choices(['waiting', 'sent', 'dead', 'dropped']))
}

command(
  program,
  'import <kind> <file>',
  'Nhập dữ liệu cũ: incoming | outgoing | sheet | inventory | organizations | staff; XLSX, CSV, DXL | Import from a file',
  async ([kind, file], o) => (await import('./cli/import.ts')).importFile(kind!, file!, o),
)
  .option('--mapping <file>', 'JSON: ô thông tin -> cột | field -> columns')
  .option('--dry-run', 'kiểm tra thử, không ghi | check only, write nothing')
  .option('--files <folder>', 'thư mục tệp quét của các dòng | folder with the files that the lines name')
  .option('--organization <id>', 'một cơ quan (mã, tên) | one organisation (id, code, name)')

command(
  program,
  'search <query>',
  'Tìm văn bản với quyền của một tài khoản | Find documents with the rights of an account',
  async ([query], o) => (await import('./cli/search.ts')).searchFor(query!, o),
)
  .requiredOption('--user <name>', 'tài khoản | account')
  .option('--post <post>', 'vị trí (mã, chức danh) | post (id, title)')
  .option('--limit <n>', 'số kết quả, 1–100 | results, 1–100')

command(
  program,
  'backup <out>',
  'Sao lưu vào một thư mục, không dừng hệ thống | Back up into a folder, without stopping',
  async ([out], o) => (await import('./cli/backup.ts')).backup(out!, o),
).option('--keep <n>', 'giữ lại n bản mới nhất trong thư mục | keep the newest n backups of the folder')
command(
  program,
  'restore <in>',
  'Khôi phục vào VANKHO_HOME trống | Restore into an empty VANKHO_HOME',
  async ([from], o) => (await import('./cli/backup.ts')).restore(from!, o),
)
  .option('--until <instant>', 'đến thời điểm | up to an instant, e.g. 2026-11-27T09:30:00+07:00')
  .option(
    '--skip-damaged-files',
    'bỏ qua tệp văn bản hỏng trong bản sao lưu thay vì từ chối | leave damaged documents out instead of refusing',
  )

const files = program.command('files').description('Kho tệp: thư mục ↔ kho đối tượng | Files: folder ↔ object store')
for (const [way, summary] of [
  ['upload', 'Chép từ thư mục blobs lên kho đối tượng | Copy from the folder to the object store'],
  ['download', 'Chép từ kho đối tượng về thư mục blobs | Copy from the object store to the folder'],
] as const)
  command(files, way, summary, async (_, o) => (await import('./cli/files.ts')).copyFiles(way, o))

command(program, 'migrate', 'Đưa cơ sở dữ liệu lên bản này | Bring the database up to this version', async (_, o) =>
  (await import('./cli/migrate.ts')).migrate(o),
)

command(program, 'doctor', 'Kiểm tra sức khỏe hệ thống | Check the installation', async (_, o) =>
  (await import('./cli/doctor.ts')).doctor(o),
)

const words = process.argv.slice(2)
try {
  if (words.some((word) => word === '-V' || word === '--version')) console.log(await version())
  else if (words.length === 0) program.outputHelp()
  else await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    const isAnswered = error.exitCode === 0
    process.exitCode = isAnswered ? 0 : 2
    if (!isAnswered) {
      const { usageLines } = await import('./cli/usage.ts')
      const asked = words[words.indexOf('--lang') + 1] === 'en' && words.includes('--lang') ? 'en' : 'vi'
      console.error(usageLines(program, error, words, asked).join('\n'))
    }
  } else if (await isConfigError(error)) {
    console.error((error as Error).message)
    process.exitCode = 2
  } else {
    const { report } = await import('./cli/report.ts')
    process.exitCode = report(error, lang)
  }
}

/** Asked only when something failed: the configuration and its schema library cost a third of a short command's time. */
async function isConfigError(error: unknown): Promise<boolean> {
  const { ConfigError } = await import('#platform/config/index.ts')
  return error instanceof ConfigError
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')).version as string
}
