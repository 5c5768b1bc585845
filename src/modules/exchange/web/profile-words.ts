import type { TFunction } from 'i18next'
import type { ProfileLine } from '../contract.ts'

/** What a network asks of packages, in one line. */
export function profileWords(of: ProfileLine, lang: 'vi' | 'en', t: TFunction<'exchange'>): string {
  return [
    t(`profile.codes.${of.codes}`),
    t('profile.size', { mb: of.packageMb }),
    of.tries === null ? t('profile.week') : t('profile.tries', { count: of.tries }),
    of.marks.length > 0
      ? t('profile.marks', { marks: of.marks.map((one) => one[lang]).join(', ') })
      : t('profile.noMarks'),
    of.path === null ? t('profile.noPath') : null,
  ]
    .filter(Boolean)
    .join(' · ')
}
