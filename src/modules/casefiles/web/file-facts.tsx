import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { Timeline } from '#web/kit/timeline.tsx'
import type { FileDetail } from './file-page.tsx'
import styles from './files.module.css'
import { useRetention } from './use-files.ts'

/** What the file is. */
export function Facts({ detail, onChange }: { detail: FileDetail; onChange: (() => void) | undefined }) {
  const { t } = useTranslation('casefiles')
  const retention = useRetention()
  const { file, members } = detail
  const days = file.startsOn ? `${formatDate(file.startsOn)} – ${formatDate(file.endsOn)}` : null
  const rows: [string, string | null][] = [
    [t('field.retention'), retention(file.retention) || t('retention.none')],
    [t('field.maker'), [file.makerName, file.unit].filter(Boolean).join(', ')],
    [t('field.members'), members.map((one) => one.name).join(', ') || null],
    [t('field.kind'), t(`kind.${file.kind}`)],
    [t('field.medium'), t(`medium.${file.medium}`)],
    [t('field.openedOn'), formatDate(file.openedOn)],
    [t('field.span'), days],
    [t('field.closedOn'), file.closedOn ? formatDate(file.closedOn) : null],
    [t('field.pages'), file.pageCount ? String(file.pageCount) : null],
    [t('field.sheets'), file.sheetCount ? String(file.sheetCount) : null],
    [t('field.condition'), file.condition],
    [t('field.keywords'), file.keywords],
    [t('field.note'), file.note],
  ]
  return (
    <section aria-label={t('page.facts')}>
      <h2 className={styles['partTitle']}>{t('page.facts')}</h2>
      <dl className={styles['facts']}>
        {rows.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <p className={styles['links']}>
        {file.planId ? (
          <PostLink to={`files/plans/${file.planId}`}>
            {t(file.isOutside ? 'page.outsidePlan' : 'page.inPlan')}
          </PostLink>
        ) : (
          <span>{t('list.outside')}</span>
        )}
      </p>
      {onChange ? (
        <Button icon="pencil" onClick={onChange}>
          {t('change.title')}
        </Button>
      ) : null}
    </section>
  )
}

/** What became of the file. */
export function Way({ steps }: { steps: FileDetail['steps'] }) {
  const { t } = useTranslation('casefiles')
  return (
    <section aria-label={t('page.way')}>
      <h2 className={styles['partTitle']}>{t('page.way')}</h2>
      <Timeline
        entries={steps.map((step) => ({
          id: step.id,
          at: step.at,
          who: step.byName,
          what: t(`step.${step.kind}`),
          quote: step.words,
        }))}
      />
    </section>
  )
}
