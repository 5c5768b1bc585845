import { useTranslation } from 'react-i18next'
import { formatInstant } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import type { OutgoingDetail } from '../contract.ts'
import styles from './document.module.css'
import { isOpen, wayOf } from './states.ts'

const ICON = { done: 'check', here: 'dot', ahead: 'minus', skipped: 'minus' } as const

/** The stations of the way, and who holds the document since when. */
export function WayStrip({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  const since = formatInstant(document.stateAt)
  return (
    <div className={styles['strip']}>
      <ol aria-label={t('way.label')}>
        {wayOf(document).map(({ station, is }) => (
          <li key={station} data-is={is} {...(is === 'here' ? { 'aria-current': 'step' as const } : {})}>
            <Icon name={ICON[is]} size={13} />
            {t(`station.${station === 'sign' && document.mode === 'paper' ? 'number' : station}`)}
            <span className="visually-hidden">: {t(`stationIs.${is}`)}</span>
          </li>
        ))}
      </ol>
      <p>
        {document.holder && isOpen(document.state)
          ? t('way.heldBy', { name: document.holder, since })
          : `${t(`state.${document.state}`)} ${t('way.since', { since })}`}
      </p>
    </div>
  )
}
