import { defineNotices } from '#modules/operations/index.ts'

/** What the bell tells of watched searches. */
export const notices = defineNotices({
  'search.found': {
    vi: 'Tìm kiếm “{name}”: có {count} văn bản mới',
    en: 'Search “{name}”: {count} new documents',
  },
})
