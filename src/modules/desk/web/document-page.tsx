import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { incoming } from '#modules/incoming/contract.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentParts } from '#web/kit/document-parts.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { neighbours } from '#web/kit/document-trail.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { usePhone } from '#web/kit/use-phone.ts'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import styles from './desk.module.css'
import pageStyles from './document.module.css'
import { DocumentBanner, DocumentRights } from './document-access.tsx'
import { type Ability, nextAction, otherActions, partFor, toneOf } from './document-facts.ts'
import { Links, Way } from './document-way.tsx'
import { Facts } from './document-what.tsx'
import { Where } from './document-where.tsx'
import { Pages } from './pages.tsx'
import { DocumentSheet, type SheetName } from './sheets.tsx'
import { Urgency } from './task-cells.tsx'
import { useDocument, useStep } from './use-desk.ts'

/** A document: left its pages, right what it is, where it is and its way. */
export default function DocumentPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OneDocument key={id} id={id} />
}

function OneDocument({ id }: { id: string }) {
  const { t } = useTranslation('desk')
  const go = useGo()
  const api = useApi(incoming)
  const step = useStep()
  const { data: document, error, refetch } = useDocument(id)
  const [sheet, setSheet] = useState<SheetName | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const { previous, next } = neighbours(`incoming/${id}`)
  const isPhone = usePhone()
  const may = (ability: Ability) => document?.abilities.includes(ability) ?? false
  const act = async (ability: Ability) => {
    setProblem(null)
    if (ability !== 'receive') return setSheet(ability)
    const part = document && partFor(document, 'receive')
    if (!part) return
    try {
      await step(
        () => api.receive({ params: { assignmentId: part.id }, body: { version: part.version } }),
        t('done.receive'),
      )
    } catch (cause) {
      setProblem(cause)
    }
  }
  const main = document ? nextAction(document) : null
  const giving: Ability = may('direct') ? 'direct' : 'assign'
  useShortcuts([
    { keys: '[', label: t('page.previous'), disabled: !previous, run: () => previous && go(previous) },
    { keys: ']', label: t('page.next'), disabled: !next, run: () => next && go(next) },
    { keys: 'Escape', label: t('page.back'), quiet: true, run: () => window.history.back() },
    { keys: 'a', label: t(`step.${giving}`), disabled: !may(giving), run: () => void act(giving) },
    { keys: 'e', label: t('step.complete'), disabled: !may('complete'), run: () => void act('complete') },
    { keys: 'Ctrl+Enter', label: main ? t(`verb.${main}`) : '', disabled: !main, run: () => main && void act(main) },
  ])
  if (!document)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const leaf = (
    <>
      <Button kind="quiet" icon="left" iconOnly keys="[" disabled={!previous} onClick={() => previous && go(previous)}>
        {t('page.previous')}
      </Button>
      <Button kind="quiet" icon="right" iconOnly keys="]" disabled={!next} onClick={() => next && go(next)}>
        {t('page.next')}
      </Button>
    </>
  )
  return (
    <div className={styles['page']}>
      <PageHead
        title={document.symbol ?? t('noSymbol')}
        facts={
          <span className={pageStyles['headFacts']}>
            <StateBadge tone={toneOf(document)}>{t(`state.${document.state}`)}</StateBadge>
            <Urgency level={document.urgency} />
            {document.arrivalNumber === null ? null : (
              <span>
                {t('field.arrivalNumber')} <DocumentSymbol strong>{String(document.arrivalNumber)}</DocumentSymbol>
              </span>
            )}
          </span>
        }
      >
        {isPhone ? null : leaf}
      </PageHead>
      <DocumentBanner document={document} />
      <div className={pageStyles['document']}>
        <div className={pageStyles['left']}>
          <Pages document={document} />
          <DocumentParts place="below-pages" documentId={id} />
        </div>
        <div className={pageStyles['right']}>
          <section aria-label={t('part.what')}>
            <h2 className={styles['panelTitle']}>{document.subject}</h2>
            <Facts document={document} />
          </section>
          <Where
            document={document}
            main={isPhone ? null : main}
            others={otherActions(document)}
            onAct={(ability) => void act(ability)}
            fault={problem}
          />
          <Way document={document} />
          <Links document={document} />
          <DocumentRights document={document} />
          <DocumentParts place="side" documentId={id} />
        </div>
      </div>
      {isPhone ? (
        <div className={pageStyles['bar']}>
          {main ? (
            <Button kind="main" onClick={() => void act(main)}>
              {t(`verb.${main}`, { number: document.arrivalNumber ?? '', name: '' })}
            </Button>
          ) : null}
          {leaf}
        </div>
      ) : null}
      {sheet ? <DocumentSheet documentId={id} name={sheet} onClose={() => setSheet(null)} /> : null}
    </div>
  )
}
