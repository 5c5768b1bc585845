import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import type { IntakeItem } from '../contract.ts'
import styles from './tray.module.css'

/** A file that the screen held back or that could not be opened: the rule in words, and the two ways on. */
export function RefusedNote(props: { item: IntakeItem; onOverrule: () => void; onDiscard: () => void }) {
  const { t, i18n } = useTranslation('intake')
  const { item } = props
  const isRefused = item.state === 'refused'
  return (
    <section className={styles['refused']} aria-label={t(isRefused ? 'refused.title' : 'failed.title')}>
      <h2>
        <Icon name={isRefused ? 'shield' : 'alarm'} /> {t(isRefused ? 'refused.title' : 'failed.title')}
      </h2>
      <blockquote>{item.words?.[i18n.language === 'en' ? 'en' : 'vi'] ?? t('failed.words')}</blockquote>
      {isRefused ? <p>{t('refused.next')}</p> : null}
      <div className={styles['buttons']}>
        <Button onClick={props.onDiscard} keys="Alt+X">
          {t('discard.verb')}
        </Button>
        {isRefused ? <Button onClick={props.onOverrule}>{t('overrule.open')}</Button> : null}
      </div>
    </section>
  )
}
