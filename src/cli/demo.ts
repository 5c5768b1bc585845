import { loadDemo } from '../demo/load.ts'
import { removeDemo } from '../demo/remove.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'
import { withKernel } from './with-kernel.ts'

/** `vankho demo load`: the invented province; works beside a running server, whose jobs then stamp and read. */
export async function load(o: CommonOptions): Promise<ExitCode> {
  return withKernel<ExitCode>(async ({ kernel, database, config }) => {
    const begun = performance.now()
    const loaded = await loadDemo(kernel, {
      ownerUrl: database.ownerUrl,
      progress: (line) => console.error(line),
    })
    const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}/`
    print(o.json, { ...loaded, address }, () => [
      '',
      ...loaded.organizations.map((one) => `  ${one.name}: ${one.documents} văn bản, ${one.tray} mục trong khay`),
      '',
      `  Mật khẩu chung (chỉ dùng được trên chính máy này) | Password of all, on this machine only:  ${loaded.password}`,
      '',
      ...loaded.accounts.flatMap(({ login, name, posts }) =>
        posts.map(
          ({ organization, title }, i) =>
            `  ${(i === 0 ? login : '').padEnd(24)}${(i === 0 ? name : '').padEnd(24)}${title} – ${organization}`,
        ),
      ),
      '',
      '  Hệ thống đang chạy (npm start) sẽ lần lượt đóng dấu đến và đọc các bản quét trong khay. | A running system stamps and reads the tray.',
      `  Mở ${address} và đăng nhập, ví dụ vanthu.songmay (văn thư), chutich.songmay (lãnh đạo), chuyenvien.songmay (chuyên viên).`,
      `  Gỡ dữ liệu mẫu: vankho demo remove   (${Math.round((performance.now() - begun) / 1000)} s)`,
    ])
    return 0
  })
}

/** `vankho demo remove`: demo organisations whole, and nothing else. */
export async function remove(o: CommonOptions): Promise<ExitCode> {
  return withKernel<ExitCode>(async ({ kernel, database }) => {
    const removed = await removeDemo(kernel, database.ownerUrl)
    print(o.json, removed, () => [
      `Đã gỡ ${removed.organizations} cơ quan mẫu, ${removed.accounts} tài khoản, ${removed.rows} dòng dữ liệu. Tệp được dọn ở lần quét sau.`,
      `Removed ${removed.organizations} demo organisations, ${removed.accounts} accounts, ${removed.rows} rows. Their files go with the next sweep.`,
    ])
    return 0
  })
}
