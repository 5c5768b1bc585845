import './styles.ts'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Frame } from './frame/frame.tsx'
import { useScheme } from './frame/preferences.ts'
import { type GalleryRow, galleryRow } from './gallery-data.ts'
import { startTexts } from './i18n.ts'
import { Button } from './kit/button.tsx'
import { DataTable } from './kit/data-table.tsx'
import { DocumentSymbol } from './kit/document-symbol.tsx'
import { DropZone } from './kit/drop-zone.tsx'
import { DueBadge } from './kit/due-badge.tsx'
import { FileViewer } from './kit/file-viewer.tsx'
import { type Filter, FilterBar, filterDefaults } from './kit/filter-bar.tsx'
import { daysBetween, formatDate } from './kit/format.ts'
import { PageHead } from './kit/page-head.tsx'
import { ProgressReport } from './kit/progress-report.tsx'
import { RecordForm } from './kit/record-form.tsx'
import { StateBadge } from './kit/state-badge.tsx'
import { StateTabs } from './kit/state-tabs.tsx'
import { Timeline } from './kit/timeline.tsx'
import { toast } from './kit/toast.tsx'
import { parseSearch, stringifySearch } from './kit/url-state.ts'
import { useUrlState } from './kit/use-url-state.ts'
import type { RoomManifest } from './manifest.ts'
import { rooms } from './rooms.ts'
import { ActingProvider, type SessionView } from './session.tsx'

const TODAY = '2026-11-23'
const session: SessionView = {
  account: { id: 'a', name: 'Nguyễn Thị An' },
  posts: [
    {
      id: 'p1',
      title: 'Văn thư',
      organization: { id: 'o1', name: 'Văn phòng Tỉnh ủy Lam Hà', shortName: 'VP Tỉnh ủy' },
      roles: ['registry'],
      abilities: [],
    },
    {
      id: 'p2',
      title: 'Chuyên viên',
      organization: { id: 'o2', name: 'Sở Nội vụ tỉnh Lam Hà' },
      roles: ['staff'],
      abilities: [],
    },
  ],
  installation: { demo: true, name: 'Tỉnh Lam Hà' },
}

const filters: Filter[] = [
  { kind: 'words', name: 'find' },
  {
    kind: 'choice',
    name: 'urgency',
    label: 'Độ khẩn',
    options: [
      { value: 'normal', label: 'Thường' },
      { value: 'urgent', label: 'Khẩn' },
    ],
  },
  { kind: 'choice', name: 'type', label: 'Loại', options: [{ value: 'plan', label: 'Kế hoạch' }] },
]

function ListScreen() {
  const [values, change] = useUrlState({ ...filterDefaults(filters), rows: '200000' })
  const total = Number(values['rows'])
  return (
    <>
      <PageHead title="Văn bản đến" facts="Sổ 2026 · đến 1284">
        <Button
          kind="main"
          icon="plus"
          keys="n"
          onClick={() => toast({ number: '1285', text: 'đã vào sổ', onUndo() {} })}
        >
          Vào sổ
        </Button>
      </PageHead>
      <StateTabs
        tabs={[
          { id: 'new', label: 'Mới đến', count: 12 },
          { id: 'waiting', label: 'Chờ trình', count: 4 },
          { id: 'submitted', label: 'Đã trình', count: 9 },
          { id: 'doing', label: 'Đang xử lý', count: 57 },
          { id: 'overdue', label: 'Quá hạn', count: 3, isAlarm: true },
          { id: 'done', label: 'Xong', count: 10000, isCapped: true },
        ]}
      />
      <DataTable<GalleryRow>
        id="gallery"
        label="Văn bản đến"
        rowId={(row) => row.id}
        href={() => 'kit'}
        defaultSort="-number"
        toolbar={<FilterBar filters={filters} values={values} onChange={change} />}
        source={{
          key: ['gallery', total],
          load: async ({ cursor }) => {
            const start = Number(cursor ?? 0)
            const count = Math.min(200, total - start)
            const next = start + count < total ? String(start + count) : null
            return { rows: Array.from({ length: count }, (_, index) => galleryRow(start + index)), next, total }
          },
        }}
        columns={[
          { id: 'number', header: 'Số đến', cell: (row) => row.number, width: 4.75, align: 'right', sortable: true },
          { id: 'received', header: 'Ngày đến', cell: (row) => formatDate(row.received), width: 6, sortable: true },
          {
            id: 'symbol',
            header: 'Số, ký hiệu',
            cell: (row) => <DocumentSymbol strong>{row.symbol}</DocumentSymbol>,
            width: 8,
            isFixed: true,
          },
          { id: 'issuer', header: 'Nơi gửi', cell: (row) => row.issuer, width: 11, sortable: true },
          { id: 'subject', header: 'Trích yếu', cell: (row) => row.subject, lines: 2 },
          { id: 'holder', header: 'Đang giữ', cell: (row) => row.holder, width: 9 },
          {
            id: 'due',
            header: 'Hạn',
            cell: (row) => <DueBadge due={row.due} left={daysBetween(TODAY, row.due)} />,
            width: 9,
            sortable: true,
          },
          {
            id: 'state',
            header: 'Trạng thái',
            cell: (row) => <StateBadge tone={row.tone}>{row.word}</StateBadge>,
            width: 7.5,
          },
        ]}
        card={(row) => ({
          first: `${row.number} · ${row.symbol}`,
          second: row.subject,
          badge: <StateBadge tone={row.tone}>{row.word}</StateBadge>,
        })}
        bulk={() => <Button>Trình</Button>}
        empty={{ title: 'Chưa có văn bản đến', hint: 'Thả tệp quét vào đây hoặc bấm Vào sổ.' }}
      />
    </>
  )
}

function KitScreen() {
  const [lit, setLit] = useState<string | null>(null)
  const [read, setRead] = useState<{ name: string; value: string } | null>(null)
  const boxes = [
    { id: 'symbol', label: 'Số, ký hiệu', page: 1, x: 60, y: 96, width: 150, height: 16 },
    { id: 'subject', label: 'Trích yếu', page: 1, x: 120, y: 190, width: 360, height: 40 },
  ]
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(22rem, 100%), 1fr))',
        flex: 1,
        minHeight: 0,
      }}
    >
      <div style={{ height: '100%', minHeight: '30rem', display: 'flex' }}>
        <FileViewer
          file={{ url: new URLSearchParams(location.search).get('file') ?? '/sample.pdf', kind: 'pdf' }}
          highlights={boxes.map((box) => ({ ...box, isLit: box.id === lit }))}
          onDrawBox={(box) =>
            setRead({ name: 'subject', value: `trang ${box.page}: ${Math.round(box.x)}, ${Math.round(box.y)}` })
          }
        />
      </div>
      <div style={{ padding: '0.75rem 1rem', display: 'grid', gap: '1rem', alignContent: 'start' }}>
        <RecordForm
          keepAs="gallery"
          verb="Vào sổ"
          onField={setLit}
          incoming={read}
          onSubmit={async () => toast({ number: '1285', text: 'đã vào sổ', onUndo() {} })}
          initial={{
            type: 'kh',
            number: '',
            symbol: 'KH-ATTP',
            date: '2010-03',
            issuer: 'Chi cục An toàn thực phẩm',
            subject: 'Cấp Giấy chứng nhận đủ điều kiện an toàn thực phẩm',
          }}
          trust={{ number: 'unknown', date: 'uncertain' }}
          fields={[
            { name: 'type', label: 'Loại', kind: 'choice', options: [{ value: 'kh', label: 'Kế hoạch' }] },
            { name: 'number', label: 'Số', kind: 'number', required: true },
            { name: 'symbol', label: 'Ký hiệu', kind: 'text' },
            { name: 'date', label: 'Ngày VB', kind: 'partialDate' },
            {
              name: 'issuer',
              label: 'Nơi gửi',
              kind: 'pick',
              allowsText: true,
              search: async () => [
                { id: '1', name: 'Chi cục An toàn thực phẩm', note: 'Sở Y tế tỉnh Lam Hà' },
                { id: '2', name: 'UBND huyện Suối Đá', note: 'giải thể 30/06/2025', isClosed: true },
              ],
            },
            { name: 'subject', label: 'Trích yếu', kind: 'lines', required: true },
          ]}
        />
        <Timeline
          entries={[
            {
              id: '3',
              at: '2026-11-23T02:10:00Z',
              who: 'Lò Văn Bình · Chuyên viên',
              what: 'nhận xử lý',
              tone: 'doing',
            },
            {
              id: '2',
              at: '2026-11-23T01:40:00Z',
              who: 'Trần Mơ · Chánh Văn phòng',
              what: 'cho ý kiến chỉ đạo',
              quote: 'Giao phòng Tổng hợp chủ trì, tham mưu trước ngày 27/11.',
              tone: 'waiting',
            },
            {
              id: '1',
              at: '2026-11-23T01:05:00Z',
              who: 'Nguyễn Thị An · Văn thư',
              what: 'vào sổ số 1284',
              tone: 'new',
            },
          ]}
        />
        <ProgressReport
          title="Trình 12 văn bản"
          job={{
            state: 'running',
            done: 7,
            total: 12,
            failures: [{ name: '19/CV-SNV', reason: 'Người khác vừa thay đổi.' }],
          }}
        />
        <DropZone send={() => new Promise(() => undefined)} />
      </div>
    </div>
  )
}

function Shell() {
  const first = session.posts[0]!
  return (
    <ActingProvider session={session} post={first}>
      <Frame />
    </ActingProvider>
  )
}

const root = createRootRoute({ component: Outlet })
const post = createRoute({ getParentRoute: () => root, path: '/p/$post', component: Shell })
const list = createRoute({ getParentRoute: () => post, path: '/incoming', component: ListScreen })
const kit = createRoute({ getParentRoute: () => post, path: '/kit', component: KitScreen })
const router = createRouter({
  routeTree: root.addChildren([post.addChildren([list, kit])]),
  parseSearch,
  stringifySearch,
})
const queries = new QueryClient()

function Gallery() {
  const scheme = useScheme()
  return (
    <MantineProvider forceColorScheme={scheme}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

const places = [
  ['desk', 'Việc của tôi', 'Work'],
  ['inbox', 'Đến', 'Incoming'],
  ['book', 'Sổ', 'Books'],
  ['people', 'Tổ chức', 'People'],
  ['shield', 'Nhật ký', 'Audit'],
  ['gear', 'Thiết lập', 'Settings'],
] as const
;(rooms as RoomManifest[]).push({
  id: 'gallery',
  routes: [],
  texts: { vi: async () => ({ default: {} }), en: async () => ({ default: {} }) },
  nav: places.map(([icon, vi, en], order) => ({
    icon,
    label: { vi, en },
    path: icon === 'inbox' ? 'incoming' : icon === 'desk' ? 'kit' : icon,
    order,
    goKey: icon[0] ?? 'x',
  })),
})

await startTexts(rooms)
if (!location.pathname.startsWith('/p/')) history.replaceState(null, '', '/p/p1/incoming')
createRoot(document.getElementById('root')!).render(<Gallery />)
