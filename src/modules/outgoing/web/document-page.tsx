import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { neighbours } from '#web/kit/document-trail.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import bar from '#web/kit/phone-bar.module.css'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { usePhone } from '#web/kit/use-phone.ts'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { OutgoingDetail } from '../contract.ts'
import { BackPanel } from './back-panel.tsx'
import { DoPanel } from './do-panel.tsx'
import styles from './document.module.css'
import { State, Urgency } from './list-columns.tsx'
import { boxesOf, type Mark, markOf } from './marks.ts'
import { MoveSheet } from './move-sheets.tsx'
import { Pages } from './pages.tsx'
import type { PanelProps, SheetName } from './panel-props.ts'
import { nextMove, symbolWords } from './states.ts'
import { useDocument } from './use-outgoing.ts'
import { WayStrip } from './way-strip.tsx'

const panels = {
  form: lazy(() => import('./form-panel.tsx')),
  opinions: lazy(() => import('./opinions-panel.tsx')),
  versions: lazy(() => import('./versions-panel.tsx')),
  recipients: lazy(() => import('./dispatch-panel.tsx')),
  way: lazy(() => import('./way-panel.tsx')),
  facts: lazy(() => import('./facts-panel.tsx')),
} as const
const parts = ['do', ...(Object.keys(panels) as (keyof typeof panels)[])] as const

/** A document on its way out: left its pages, right what may be done with it and what is known of it. */
export default function DocumentPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OneDocument key={id} id={id} />
}

interface Back {
  readonly isOpen: boolean
  readonly words: string
  readonly marks: readonly Mark[]
}
const noBack: Back = { isOpen: false, words: '', marks: [] }

function OneDocument({ id }: { id: string }) {
  const { t } = useTranslation('outgoing')
  const go = useGo()
  const isPhone = usePhone()
  const { data: document, error, refetch } = useDocument(id)
  const [url, setUrl] = useUrlState({ part: 'do', v: '', page: '', file: '' })
  const [sheet, setSheet] = useState<SheetName | null>(null)
  const [litFinding, setLitFinding] = useState<number | null>(null)
  const [back, setBack, keepingBack] = useKept<Back>(`outgoing.back.${id}`, noBack)
  const { previous, next } = neighbours(`outgoing/${id}`)
  const main = document ? nextMove(document) : null
  const part = parts.find((one) => one === url.part) ?? 'do'
  useShortcuts([
    { keys: '[', label: t('page.previous'), disabled: !previous, run: () => previous && go(previous) },
    { keys: ']', label: t('page.next'), disabled: !next, run: () => next && go(next) },
    { keys: 'Escape', label: t('page.back'), quiet: true, run: () => window.history.back() },
    {
      keys: 'Ctrl+Enter',
      label: main ? t(`move.${main}`) : '',
      disabled: !main || back.isOpen,
      run: () => main && setSheet({ name: main }),
    },
    {
      keys: 'e',
      label: t('page.write'),
      disabled: !document?.abilities.includes('addVersion'),
      run: () => go(`outgoing/${id}/write`),
    },
  ])
  if (!document)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const wanted = /^[1-9]\d*$/.test(url.v) ? Number(url.v) : 0
  const shownNo = document.versions.some((one) => one.no === wanted) ? wanted : document.latestVersion
  const mayReturn = document.abilities.includes('sendBack')
  const isReturning = back.isOpen && mayReturn
  const props: PanelProps = {
    document,
    shownNo,
    onShow: (no, page) =>
      setUrl({ v: no === document.latestVersion ? '' : String(no), page: page ? String(page) : '' }),
    litFinding,
    onLight: (at) => {
      setLitFinding(at)
      // Findings are of drafts: their pages come to the front of what was issued.
      if (at === null) return
      setUrl({ file: document.rendered || document.sealed ? 'draft' : '' })
      // On a phone the pages stand above the list.
      if (isPhone) globalThis.document.querySelector('[data-pages]')?.scrollIntoView({ block: 'start' })
    },
    onSheet: setSheet,
  }
  const Panel = part === 'do' ? null : panels[part]
  const drawn = isReturning ? boxesOf('draft', back.marks, t('back.title')) : undefined
  return (
    <div className={styles['page']}>
      <PageHead
        title={symbolWords(document)}
        facts={
          <span className={styles['headFacts']}>
            <State row={document} />
            <Urgency level={document.urgency} />
            <span>{document.typeName}</span>
          </span>
        }
      >
        {isPhone ? null : (
          <>
            <Button
              kind="quiet"
              icon="left"
              iconOnly
              keys="["
              disabled={!previous}
              onClick={() => previous && go(previous)}
            >
              {t('page.previous')}
            </Button>
            <Button kind="quiet" icon="right" iconOnly keys="]" disabled={!next} onClick={() => next && go(next)}>
              {t('page.next')}
            </Button>
          </>
        )}
      </PageHead>
      <WayStrip document={document} />
      <Followers document={document} />
      <div className={styles['document']}>
        <Pages
          document={document}
          shownNo={shownNo}
          page={/^[1-9]\d*$/.test(url.page) ? Number(url.page) : undefined}
          onShow={props.onShow}
          drawn={drawn}
          litFinding={part === 'form' ? litFinding : undefined}
          onDrawBox={
            isReturning ? (box) => setBack({ ...back, marks: [...back.marks, markOf(box)].slice(0, 100) }) : undefined
          }
        />
        <aside className={styles['right']} aria-label={t('page.panel')}>
          <h2 className={styles['subject']}>{document.subject}</h2>
          <StateTabs
            name="part"
            label={t('page.panel')}
            tabs={parts.map((one) => ({ id: one, label: t(`part.${one}`), ...countOf(document, one, shownNo) }))}
          />
          <div className={styles['panel']}>
            {isReturning && part === 'do' ? (
              <BackPanel
                document={document}
                words={back.words}
                marks={back.marks}
                onChange={(change) => setBack({ ...back, ...change })}
                onEnd={() => {
                  keepingBack.discard()
                }}
              />
            ) : Panel ? (
              <Suspense fallback={<p>{t('loading')}</p>}>
                <Panel {...props} />
              </Suspense>
            ) : (
              <DoPanel
                {...props}
                onBack={() => {
                  setBack({ ...back, isOpen: true })
                  setUrl({ v: '' })
                }}
              />
            )}
          </div>
        </aside>
      </div>
      {isPhone && main && !isReturning ? (
        <div className={bar['bar']}>
          {mayReturn ? (
            <Button
              onClick={() => {
                setBack({ ...back, isOpen: true })
                setUrl({ part: 'do' })
              }}
            >
              {t('move.sendBack')}
            </Button>
          ) : null}
          <Button kind="main" onClick={() => setSheet({ name: main })}>
            {t(`move.${main}`)}
          </Button>
        </div>
      ) : null}
      {sheet ? <MoveSheet document={document} sheet={sheet} onClose={() => setSheet(null)} /> : null}
    </div>
  )
}

/** An issued document that later ones have changed says so, with the way to them. */
function Followers({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  if (document.followers.length === 0) return null
  return (
    <ul className={styles['followers']} role="status">
      {document.followers.map((one) => (
        <li key={`${one.kind} ${one.documentId}`}>
          <b>{t(`follow.${one.kind}.done`)}</b>{' '}
          <PostLink to={`outgoing/${one.documentId}`}>
            <DocumentSymbol>{one.symbol ?? '…'}</DocumentSymbol>
          </PostLink>{' '}
          {formatDate(one.issuedDate)} · {one.subject}
        </li>
      ))}
    </ul>
  )
}

/** Numbers beside the tabs: what is there to look at. */
function countOf(document: OutgoingDetail, part: (typeof parts)[number], shownNo: number) {
  const shown = document.versions.find((one) => one.no === shownNo)
  const count =
    part === 'form'
      ? shown && shown.errors !== null
        ? shown.errors + (shown.warnings ?? 0)
        : undefined
      : part === 'opinions'
        ? document.opinions.length || undefined
        : part === 'versions'
          ? document.versions.length || undefined
          : part === 'recipients'
            ? document.dispatches.length || undefined
            : undefined
  return { count, isAlarm: part === 'form' && (shown?.errors ?? 0) > 0 }
}
