import { defineErrors } from '#platform/errors/index.ts'

export const demoErrors = defineErrors({
  DEMO_LOADED: {
    status: 409,
    vi: 'Dữ liệu mẫu đã được nạp (hoặc lần nạp trước chưa xong). Muốn nạp lại, hãy gỡ trước: vankho demo remove',
    en: 'The demo data is loaded already (or an earlier load did not finish). To load it again remove it first: vankho demo remove',
  },
  DEMO_NONE: {
    status: 409,
    vi: 'Không có dữ liệu mẫu nào để gỡ.',
    en: 'There is no demo data to remove.',
  },
})
