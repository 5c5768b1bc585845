import { defineRoom } from '#web/manifest.ts'

/** Files for the shell: the list, a file, what is not filed, who has files to make, file plans, the retention schedule. */
export const manifest = defineRoom({
  id: 'casefiles',
  nav: [
    {
      label: { vi: 'Hồ sơ', en: 'Files' },
      icon: 'folder',
      path: 'files',
      order: 38,
      abilities: ['casefiles.read'],
      goKey: 'h',
    },
  ],
  routes: [
    { path: 'files', screen: () => import('./list-page.tsx') },
    { path: 'files/unfiled', screen: () => import('./unfiled-page.tsx') },
    { path: 'files/duties', screen: () => import('./duties-page.tsx') },
    { path: 'files/schedule', screen: () => import('./schedule-page.tsx') },
    { path: 'files/plans', screen: () => import('./plans-page.tsx') },
    { path: 'files/plans/$id', screen: () => import('./plan-page.tsx') },
    { path: 'files/$id', screen: () => import('./file-page.tsx') },
  ],
  texts: {
    vi: () => import('./texts.vi.ts'),
    en: () => import('./texts.en.ts'),
  },
  commands: [
    {
      id: 'casefiles.unfiled',
      label: { vi: 'Văn bản chưa lập hồ sơ', en: 'Documents in no file' },
      path: 'files/unfiled',
      abilities: ['casefiles.keep'],
    },
    {
      id: 'casefiles.plans',
      label: { vi: 'Danh mục hồ sơ', en: 'File plans' },
      path: 'files/plans',
      abilities: ['casefiles.read'],
    },
    {
      id: 'casefiles.duties',
      label: { vi: 'Tình hình lập hồ sơ', en: 'Who has files to make' },
      path: 'files/duties',
      abilities: ['casefiles.oversee'],
    },
    {
      id: 'casefiles.schedule',
      label: { vi: 'Bảng thời hạn bảo quản', en: 'Retention schedule' },
      path: 'files/schedule',
      abilities: ['casefiles.read'],
    },
  ],
  documentSlots: [{ place: 'side', part: () => import('./files-part.tsx'), abilities: ['casefiles.read'] }],
})
