import { useTranslation } from 'react-i18next'
import { formatDate } from '#web/kit/format.ts'
import type { AccessView, NamedMember } from '../access-contract.ts'
import styles from './access.module.css'

const same = (a: NamedMember, b: NamedMember) => a.kind === b.kind && a.id === b.id

/** From what to what: the kind of list, who comes in, who goes out, until when. */
export function Difference({ before, after }: { before: AccessView; after: AccessView }) {
  const { t } = useTranslation('records')
  const added = after.members.filter((one) => !before.members.some((other) => same(one, other)))
  const removed = before.members.filter((one) => !after.members.some((other) => same(one, other)))
  const names = (list: readonly NamedMember[]) => list.map((one) => one.name).join(', ')
  return (
    <ul className={styles['difference']}>
      {before.isNarrowed === after.isNarrowed ? (
        <li>{t(after.isNarrowed ? 'access.stays.narrowed' : 'access.stays.usual')}</li>
      ) : (
        <li>
          {t(`access.mode.${before.isNarrowed}`)} → <b>{t(`access.mode.${after.isNarrowed}`)}</b>
        </li>
      )}
      {added.length > 0 ? (
        <li>
          {t('access.added')} <b>{names(added)}</b>
        </li>
      ) : null}
      {removed.length > 0 ? (
        <li>
          {t('access.removed')} <b>{names(removed)}</b>
        </li>
      ) : null}
      {after.until ? <li>{t('access.until', { date: formatDate(after.until) })}</li> : null}
    </ul>
  )
}
