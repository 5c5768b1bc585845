import { defineErrors } from '#platform/errors/index.ts'

export const demoErrors = defineErrors({
  DEMO_LOADED: {
    status: 409,
    vi: 'Dữ liệu mẫu đã được nạp. Muốn nạp lại, hãy gỡ trước: vankho demo remove',
    en: 'The demo data is loaded already. To load it again remove it first: vankho demo remove',
  },
  DEMO_BUSY: {
    status: 409,
    vi: 'Một tiến trình khác đang nạp hoặc gỡ dữ liệu mẫu; hãy đợi nó xong.',
    en: 'Another process is loading or removing the demo data; wait until it is done.',
  },
  DEMO_NONE: {
    status: 409,
    vi: 'Không có dữ liệu mẫu nào để gỡ.',
    en: 'There is no demo data to remove.',
  },
})
