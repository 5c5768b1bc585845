import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentParts } from '#web/kit/document-parts.tsx'
import { DueBadge } from '#web/kit/due-badge.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { useGo } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { usePhone } from '#web/kit/use-phone.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { Ability, OutgoingDetail } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import type { PanelProps } from './panel-props.ts'
import styles from './panels.module.css'
import { isOpen, latestVerdicts, nextMove, otherMoves } from './states.ts'

/** What this actor may do now: the next thing as the main button with why, the rest beside it. */
export function DoPanel({ document, onSheet, onBack }: PanelProps & { onBack: () => void }) {
  const { t } = useTranslation('outgoing')
  const go = useGo()
  // On a phone the next move and sending back stand within the thumb’s reach, below.
  const isPhone = usePhone()
  const main = nextMove(document)
  const others = otherMoves(document)
  const mayWrite = document.abilities.includes('addVersion')
  const open = (ability: Ability) => (ability === 'sendBack' ? onBack() : onSheet({ name: ability }))
  return (
    <>
      {document.returnedWords && document.state === 'drafting' ? (
        <section className={styles['returned']}>
          <h3>{t('doing.returned')}</h3>
          <blockquote className={styles['words']}>{document.returnedWords}</blockquote>
          <MarksOf document={document} />
        </section>
      ) : null}
      <section className={styles['todo']}>
        <h3>{main || mayWrite ? t('doing.yours') : t('doing.nothing')}</h3>
        {!main && !mayWrite && document.holder && isOpen(document.state) ? (
          <p>{t('doing.wait', { name: document.holder })}</p>
        ) : null}
        {document.latestVersion === 0 && mayWrite ? <p>{t('doing.firstDraft')}</p> : null}
        <Warnings document={document} />
        <div className={styles['buttons']}>
          {main && !isPhone ? (
            <Button kind="main" keys="Ctrl+Enter" onClick={() => open(main)}>
              {t(`move.${main}`)}
            </Button>
          ) : null}
          {mayWrite ? (
            <>
              <Button
                kind={main ? 'plain' : 'main'}
                icon="pencil"
                keys="e"
                onClick={() => go(`outgoing/${document.id}/write`)}
              >
                {t(document.versions.some((one) => one.origin === 'content') ? 'doing.goOn' : 'doing.write')}
              </Button>
              <PartButton part="versions" label={t('doing.upload')} />
            </>
          ) : null}
          {document.abilities.includes('addScan') ? <PartButton part="versions" label={t('doing.addScan')} /> : null}
          {others
            .filter((one) => (one === 'sendBack' && !(isPhone && main)) || one === 'askOpinions')
            .map((ability) => (
              <Button key={ability} onClick={() => open(ability)}>
                {t(`move.${ability}`)}
              </Button>
            ))}
        </div>
        <Others
          moves={others.filter((one) => one !== 'sendBack' && one !== 'askOpinions')}
          document={document}
          onOpen={open}
        />
      </section>
      <Verdicts document={document} />
      <SlipLink document={document} />
      <DocumentParts place="side" documentId={document.id} />
    </>
  )
}

function PartButton({ part, label }: { part: string; label: string }) {
  const [, setUrl] = useUrlState({ part: 'do' })
  return (
    <Button icon="upload" onClick={() => setUrl({ part })}>
      {label}
    </Button>
  )
}

/** What stands in the way of the next step, said before it is tried. */
function Warnings({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  const [, setUrl] = useUrlState({ part: 'do' })
  const latest = document.versions.find((one) => one.no === document.latestVersion)
  const errors = latest?.errors ?? 0
  const asked = document.opinions.filter((one) => one.state === 'asked').length
  const isDrafting = document.abilities.includes('submit')
  if (!isOpen(document.state)) return null
  return (
    <ul className={styles['warnings']}>
      {document.mustIssue ? (
        <li>
          {t('doing.mustIssue', { date: formatDate(document.dueDate) })}{' '}
          <DueBadge due={document.dueDate} left={document.daysLeft} />
        </li>
      ) : null}
      {isDrafting && !document.fields.signerPost ? <li>{t('doing.noSigner')}</li> : null}
      {isDrafting && document.dispatches.length === 0 ? <li>{t('doing.noRecipient')}</li> : null}
      {errors > 0 && ['drafting', 'content_check', 'form_check'].includes(document.state) ? (
        <li>
          {t('doing.errors', { count: errors, no: document.latestVersion })}{' '}
          <button type="button" className={styles['link']} onClick={() => setUrl({ part: 'form' })}>
            {t('doing.see')}
          </button>
        </li>
      ) : null}
      {isDrafting && asked > 0 ? <li>{t('doing.opinionsOpen', { count: asked })}</li> : null}
    </ul>
  )
}

function Others(props: { moves: readonly Ability[]; document: OutgoingDetail; onOpen: (ability: Ability) => void }) {
  const { t } = useTranslation('outgoing')
  if (props.moves.length === 0) return null
  return (
    <div className={styles['others']}>
      {props.moves.map((ability) => (
        <Button key={ability} kind="quiet" onClick={() => props.onOpen(ability)}>
          {t(`move.${ability}`)}…
        </Button>
      ))}
    </div>
  )
}

/** Marks of the last return, to be gone through one by one. */
function MarksOf({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  const [, setUrl] = useUrlState({ v: '', page: '' })
  const verdict = latestVerdicts(document).find((one) => one.outcome === 'returned')
  if (!verdict || verdict.marks.length === 0) return null
  return (
    <ul className={styles['marks']}>
      {verdict.marks.map((mark, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks of one fixed verdict
        <li key={i}>
          <button
            type="button"
            className={styles['link']}
            onClick={() =>
              setUrl({
                v: verdict.versionNo === document.latestVersion ? '' : String(verdict.versionNo),
                page: String(mark.page),
              })
            }
          >
            {t('back.mark', { page: mark.page })}
          </button>{' '}
          {mark.words}
        </li>
      ))}
    </ul>
  )
}

/** The submission slip as things stand: opinions, checks, what is asked of the signer. */
function SlipLink({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  const fileUrl = useFileUrl()
  if (document.latestVersion === 0) return null
  return (
    <p className={styles['links']}>
      <a
        href={fileUrl(outgoingWay.printSlip, { params: { documentId: document.id } })}
        target="_blank"
        rel="noreferrer"
      >
        {t('doing.slip')}
      </a>
    </p>
  )
}

/** Who checked and approved which version, newest first. */
function Verdicts({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  if (document.verdicts.length === 0) return null
  return (
    <section>
      <h3>{t('doing.verdicts')}</h3>
      <ul className={styles['verdicts']}>
        {latestVerdicts(document).map((one) => (
          <li key={one.id} className={styles['verdict']}>
            <StateBadge tone={one.outcome === 'passed' ? 'done' : 'returned'}>
              {t(`doing.verdict.${one.kind}.${one.outcome}`)}
            </StateBadge>
            <span>
              <b>{one.byName}</b> · {t('page.version', { no: one.versionNo })} · {formatInstant(one.at)}
            </span>
            {one.words ? <q className={styles['said']}>{one.words}</q> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
