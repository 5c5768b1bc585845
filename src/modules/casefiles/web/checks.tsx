import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { casefiles } from '../contract.ts'
import type { FileDetail } from './file-page.tsx'
import styles from './files.module.css'
import { useRetention, useStep } from './use-files.ts'

/** What the file lacks, in words a clerk understands; what can be mended by one press is. */
export function Checks({ detail }: { detail: FileDetail }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  const retention = useRetention()
  const [fault, setFault] = useState<unknown>(null)
  const { file, checks, abilities } = detail
  const add = async (documentId: string) => {
    setFault(null)
    try {
      await step(
        () => api.add({ params: { fileId: file.id }, body: { documentIds: [documentId] } }),
        ({ threaded }) => t('part.done', { symbol: file.symbol, count: threaded }),
      )
    } catch (cause) {
      setFault(cause)
    }
  }
  return (
    <section aria-label={t('check.title')}>
      <h2 className={styles['partTitle']}>{t('check.title')}</h2>
      {checks.length === 0 ? (
        <p className={styles['whole']}>
          <Icon name="check" size={14} /> {t('check.none')}
        </p>
      ) : (
        <ul className={styles['checks']}>
          {checks.map((one) => (
            <li key={`${one.code}.${one.documentId ?? ''}.${one.addId ?? one.about ?? ''}`} data-level={one.level}>
              <Icon name="alarm" size={14} />
              <span>
                {t(`check.${one.code}`, {
                  about: one.code === 'retention-short' ? retention(one.about) : (one.about ?? ''),
                })}{' '}
                {one.addId && abilities.fill ? (
                  <button type="button" className={styles['link']} onClick={() => void add(one.addId!)}>
                    {t('check.add')}
                  </button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      {fault ? <ErrorNote fault={fault} /> : null}
    </section>
  )
}
