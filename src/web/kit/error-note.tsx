import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import styles from './error-note.module.css'
import { Icon } from './icon.tsx'

/** The sentence of any fault, in the language of the screen: the server's own words first, else by its status. */
export function useSentence(): (fault: unknown) => string {
  const { t, i18n } = useTranslation()
  return (fault) => {
    if (!(fault instanceof ProblemError)) return t('error.unknown')
    const own = fault.detail?.[i18n.language === 'en' ? 'en' : 'vi']
    if (own) return own
    if (fault.status === 0) return t('error.network')
    if (fault.status === 403 || fault.status === 404) return t('error.forbidden')
    if (fault.status === 409) return t('error.conflict')
    if (fault.status === 429) return t('error.tooMany')
    return fault.status >= 500 ? t('error.server') : t('error.unknown')
  }
}

/**
 * A failure in words, with the way on. Shows nothing while `fault` is empty. `onRetry` adds the button; the number of
 * the event is shown for failures of the server, so that it can be told to the administrator.
 */
export function ErrorNote({ fault, onRetry }: { fault: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const sentence = useSentence()
  if (!fault) return null
  const number = fault instanceof ProblemError && fault.status >= 500 ? fault.id : undefined
  return (
    <div className={styles['note']} role="alert">
      <Icon name="alarm" />
      <div>
        <div>{sentence(fault)}</div>
        {number ? <div className={styles['number']}>{t('error.number', { id: number })}</div> : null}
      </div>
      {onRetry ? (
        <button type="button" className={styles['retry']} onClick={onRetry}>
          {t('words.retry')}
        </button>
      ) : null}
    </div>
  )
}
