import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { useActing } from '#web/session.tsx'
import { filePlans, type Heading, type Line } from '../plan-contract.ts'
import styles from './files.module.css'
import { DecideSheet, HeadingSheet, LineSheet } from './plan-sheets.tsx'
import { LineState, PlanState } from './states.tsx'
import { usePlan, useRetention, useStep } from './use-files.ts'

export type PlanDetail = Answer<typeof filePlans.plan>
type Opened =
  | { kind: 'line'; headingId: string; line?: Line }
  | { kind: 'heading'; heading?: Heading }
  | { kind: 'decide' }

/** A file plan as it stands on paper, with what may be done to it; beside it for whom it foresees nothing. */
export default function PlanPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OnePlan key={id} id={id} />
}

function OnePlan({ id }: { id: string }) {
  const { t } = useTranslation('casefiles')
  const { data, error, refetch } = usePlan(id)
  const api = useApi(filePlans)
  const step = useStep()
  const fileUrl = useFileUrl()
  const { post } = useActing()
  const [sheet, setSheet] = useState<Opened | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  if (!data)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const { plan, headings, lines, gaps, abilities } = data
  const run = async (work: () => Promise<unknown>, said: string) => {
    setFault(null)
    try {
      await step(work, said)
    } catch (cause) {
      setFault(cause)
    }
  }
  const decide = (to: 'accepted' | 'refused') =>
    run(
      async () => {
        await api.decideLines({ params: { planId: id }, body: { lineIds: [...chosen], to } })
        setChosen(new Set())
      },
      t(`line.${to}`, { count: chosen.size }),
    )
  const flip = (lineId: string) => {
    const next = new Set(chosen)
    if (!next.delete(lineId)) next.add(lineId)
    setChosen(next)
  }
  const waiting = lines.filter((line) => line.state === 'proposed')
  return (
    <div className={styles['page']}>
      <PageHead title={plan.title} facts={<PlanState state={plan.state} />}>
        <PostLink to="files/plans">{t('plan.list')}</PostLink>
        <a href={fileUrl(filePlans.printPlan, { params: { planId: id }, query: {} })} target="_blank" rel="noreferrer">
          {t('plan.print')}
        </a>
        {(['docx', 'xlsx'] as const).map((format) => (
          <a key={format} href={fileUrl(filePlans.printPlan, { params: { planId: id }, query: { format } })} download>
            {format.toUpperCase()}
          </a>
        ))}
        {plan.state === 'draft' && abilities.consolidate ? (
          <Button
            kind="main"
            onClick={() =>
              void run(
                () => api.submitPlan({ params: { planId: id }, body: { version: plan.version } }),
                t('plan.submitted'),
              )
            }
          >
            {t('plan.submit')}
          </Button>
        ) : null}
        {abilities.approve ? (
          <Button kind="main" onClick={() => setSheet({ kind: 'decide' })}>
            {t('plan.decide')}
          </Button>
        ) : null}
      </PageHead>
      <div className={styles['plan']}>
        <div className={styles['lineup']}>
          {fault ? <ErrorNote fault={fault} /> : null}
          {plan.stateWords ? (
            <p className={styles['said']}>{t('plan.words', { name: plan.stateByName, words: plan.stateWords })}</p>
          ) : null}
          {abilities.consolidate && waiting.length > 0 ? (
            <div className={styles['buttons']}>
              <span>{t('line.waiting', { count: waiting.length })}</span>
              <Button onClick={() => setChosen(new Set(waiting.map((line) => line.id)))}>{t('line.chooseAll')}</Button>
              <Button icon="check" disabled={chosen.size === 0} onClick={() => void decide('accepted')}>
                {t('line.accept')}
              </Button>
              <Button icon="cross" disabled={chosen.size === 0} onClick={() => void decide('refused')}>
                {t('line.refuse')}
              </Button>
            </div>
          ) : null}
          {headings.map((heading) => (
            <section
              key={heading.id}
              aria-label={heading.title}
              className={styles['heading']}
              data-minor={heading.parentId !== null || undefined}
            >
              <h2>
                {heading.mark}. {heading.title} {heading.notation ? <small>{heading.notation}</small> : null}
                {abilities.consolidate ? (
                  <Button kind="quiet" icon="pencil" iconOnly onClick={() => setSheet({ kind: 'heading', heading })}>
                    {t('heading.change')}
                  </Button>
                ) : null}
                {abilities.propose ? (
                  <Button kind="quiet" icon="plus" onClick={() => setSheet({ kind: 'line', headingId: heading.id })}>
                    {t(abilities.consolidate ? 'line.add' : 'line.propose')}
                  </Button>
                ) : null}
              </h2>
              <ul className={styles['lines']}>
                {lines
                  .filter((line) => line.headingId === heading.id)
                  .map((line) => (
                    <OneLine
                      key={line.id}
                      line={line}
                      isChosen={chosen.has(line.id)}
                      onChoose={abilities.consolidate && line.state === 'proposed' ? () => flip(line.id) : undefined}
                      onChange={
                        abilities.propose && (abilities.consolidate || (line.state === 'proposed' && line.isMine))
                          ? () => setSheet({ kind: 'line', headingId: heading.id, line })
                          : undefined
                      }
                    />
                  ))}
              </ul>
            </section>
          ))}
          {abilities.consolidate ? (
            <Button icon="plus" onClick={() => setSheet({ kind: 'heading' })}>
              {t('heading.add')}
            </Button>
          ) : null}
        </div>
        <aside className={styles['right']}>
          <section>
            <h2 className={styles['partTitle']}>{t('plan.facts')}</h2>
            <p>{t('plan.counts', { accepted: plan.accepted, opened: plan.opened, waiting: plan.waiting })}</p>
            {plan.basis ? <p className={styles['quiet']}>{plan.basis}</p> : null}
          </section>
          {gaps.units.length + gaps.persons.length > 0 ? (
            <section>
              <h2 className={styles['partTitle']}>{t('plan.gaps')}</h2>
              <ul className={styles['list']}>
                {gaps.units.map((one) => (
                  <li key={one.id}>{one.name}</li>
                ))}
                {gaps.persons.map((one) => (
                  <li key={one.postId}>
                    {one.name} <small>{[one.title, one.unit].filter(Boolean).join(', ')}</small>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </aside>
      </div>
      {sheet?.kind === 'line' ? (
        <LineSheet
          detail={data}
          headingId={sheet.headingId}
          line={sheet.line}
          isOwn={post.abilities.includes('casefiles.keep')}
          onClose={() => setSheet(null)}
        />
      ) : null}
      {sheet?.kind === 'heading' ? (
        <HeadingSheet detail={data} heading={sheet.heading} onClose={() => setSheet(null)} />
      ) : null}
      {sheet?.kind === 'decide' ? <DecideSheet detail={data} onClose={() => setSheet(null)} /> : null}
    </div>
  )
}

function OneLine(props: {
  line: Line
  isChosen: boolean
  onChoose: (() => void) | undefined
  onChange: (() => void) | undefined
}) {
  const { t } = useTranslation('casefiles')
  const retention = useRetention()
  const { line } = props
  return (
    <li data-state={line.state}>
      {props.onChoose ? (
        <input type="checkbox" checked={props.isChosen} onChange={props.onChoose} aria-label={line.title} />
      ) : null}
      <span className={styles['symbol']}>{line.symbol ?? '–'}</span>
      <span className={styles['what']}>
        <span>
          {line.isHidden ? (
            <span className={styles['quiet']}>{t('narrowed.hidden')}</span>
          ) : line.fileId ? (
            <PostLink to={`files/${line.fileId}`}>{line.title}</PostLink>
          ) : (
            line.title
          )}
          {line.state === 'accepted' ? null : <LineState state={line.state} />}
        </span>
        <small>
          {[
            retention(line.retention) || t('retention.none'),
            line.makerName ?? t('line.noMaker'),
            line.isFromBefore ? t('line.fromBefore') : null,
            line.isLater ? t('line.later') : null,
            line.state === 'proposed' ? t('line.by', { name: line.proposedByName }) : null,
            line.stateWords,
            line.note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      {props.onChange && !line.isHidden ? (
        <Button kind="quiet" icon="pencil" iconOnly onClick={props.onChange}>
          {t('line.change')}
        </Button>
      ) : null}
    </li>
  )
}
