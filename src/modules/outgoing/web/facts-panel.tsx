import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { DueBadge } from '#web/kit/due-badge.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import type { PanelProps } from './panel-props.ts'
import styles from './panels.module.css'
import { symbolWords } from './states.ts'

/** What it is: the fields that have a value, and the documents that it is linked with. */
export default function FactsPanel({ document, onSheet }: PanelProps) {
  const { t } = useTranslation('outgoing')
  const { fields, signerBlock } = document
  const rows: readonly (readonly [string, string | null])[] = [
    ['type', document.typeName],
    ['symbol', symbolWords(document)],
    ['issuedDate', [document.place, formatDate(document.issuedDate)].filter(Boolean).join(', ')],
    ['issuer', document.issuer],
    ['jointWith', fields.jointWith.map((one) => one.name).join('; ') || null],
    ['drafter', [document.drafter, document.draftingUnit].filter(Boolean).join(' · ')],
    ['signer', signerBlock ? [signerBlock.position, signerBlock.name].filter(Boolean).join(' ') : document.signer],
    ['mode', t(`mode.${fields.mode}`)],
    ['urgency', t(`urgency.${fields.urgency}`)],
    ['notationUnit', fields.notationUnit],
    ['circulation', fields.circulation.join(', ') || null],
    ['book', document.book?.title ?? null],
    ['description', fields.description],
  ]
  return (
    <>
      <section>
        <dl className={styles['facts']}>
          {rows.map(([name, value]) =>
            value ? (
              <div key={name}>
                <dt>{t(`field.${name}`)}</dt>
                <dd>{name === 'symbol' ? <DocumentSymbol>{value}</DocumentSymbol> : value}</dd>
              </div>
            ) : null,
          )}
          {document.dueDate && !document.mustIssue ? (
            <div>
              <dt>{t('field.dueDate')}</dt>
              <dd>
                {formatDate(document.dueDate)} <DueBadge due={document.dueDate} left={document.daysLeft} />
              </dd>
            </div>
          ) : null}
        </dl>
        {document.abilities.includes('change') ? (
          <div className={styles['buttons']}>
            <Button icon="pencil" onClick={() => onSheet({ name: 'change' })}>
              {t('move.change')}
            </Button>
          </div>
        ) : null}
      </section>
      {document.relations.length > 0 ? (
        <section>
          <h3>{t('field.relations')}</h3>
          <ul className={styles['plain']}>
            {document.relations.map((one) => (
              <li key={`${one.kind}-${one.direction}-${one.documentId}`}>
                <small className={styles['quiet']}>
                  {t(`relation.${one.kind}.${one.direction}`, { defaultValue: one.kind })}
                </small>{' '}
                {/* An answer crosses the counter: what it answers came in; all other links stay on this side. */}
                <PostLink to={one.kind === 'replies-to' ? `incoming/${one.documentId}` : `outgoing/${one.documentId}`}>
                  <DocumentSymbol>{one.symbol ?? '…'}</DocumentSymbol> {one.subject}
                </PostLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
