import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { formatDate } from '#web/kit/format.ts'
import { StateBadge } from '#web/kit/state-badge.tsx'
import type { OrganizationDetail, SuccessionLine } from '../shapes.ts'
import { History } from './history.tsx'
import type { OrganizationForm } from './organization-sheet.tsx'
import styles from './people.module.css'

/** One organisation: what it is, from when to when, its names, codes and successions, and what may be done with it. */
export function OrganizationDetailView(props: {
  organization: OrganizationDetail
  onChoose: (id: string) => void
  onForm: (form: OrganizationForm) => void
}) {
  const { t } = useTranslation('people')
  const { organization: one, onChoose, onForm } = props
  const stands = one.dissolvedOn === null
  return (
    <article className={styles['detail']} aria-label={one.name}>
      <h2>{one.name}</h2>
      <StateBadge tone={stands ? 'done' : 'returned'}>
        {stands ? t('organizations.stands') : t('organizations.ended', { day: formatDate(one.dissolvedOn) })}
      </StateBadge>
      {one.abilities.manage ? (
        <div className={styles['actions']}>
          {stands ? (
            <>
              <Button icon="plus" onClick={() => onForm({ kind: 'create', parent: one })}>
                {t('organizations.createUnder')}
              </Button>
              <Button icon="pencil" onClick={() => onForm({ kind: 'update', organization: one })}>
                {t('organizations.update')}
              </Button>
              <Button onClick={() => onForm({ kind: 'rename', organization: one })}>{t('organizations.rename')}</Button>
            </>
          ) : null}
          <Button onClick={() => onForm({ kind: 'identifier', organization: one })}>
            {t('organizations.addIdentifier')}
          </Button>
          {one.abilities.seatAdministrator ? (
            <>
              <Button icon="shield" onClick={() => onForm({ kind: 'seat', organization: one })}>
                {t('organizations.seat')}
              </Button>
              <Button kind="danger" onClick={() => onForm({ kind: 'dissolve', organization: one })}>
                {t('organizations.dissolve')}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
      <dl className={styles['facts']}>
        <dt>{t('fields.kind')}</dt>
        <dd>
          {t(`kinds.${one.kind}`)} · {t(`levels.${one.level}`)}
        </dd>
        <dt>{t('fields.regime')}</dt>
        <dd>{t(`regimes.${one.regime}`)}</dd>
        {one.parentId ? (
          <>
            <dt>{t('fields.parent')}</dt>
            <dd>
              <button type="button" className={styles['link']} onClick={() => onChoose(one.parentId ?? '')}>
                {one.parentName}
              </button>
            </dd>
          </>
        ) : null}
        {one.abbreviation ? (
          <>
            <dt>{t('fields.abbreviation')}</dt>
            <dd className={styles['symbol']}>{one.abbreviation}</dd>
          </>
        ) : null}
        {(['address', 'phone'] as const).map((name) =>
          one[name] ? (
            <Fragment key={name}>
              <dt>{t(`fields.${name}`)}</dt>
              <dd>{one[name]}</dd>
            </Fragment>
          ) : null,
        )}
        {one.place ? (
          <>
            <dt>{t('fields.place')}</dt>
            <dd>{one.place}</dd>
          </>
        ) : null}
        <dt>{t('fields.validity')}</dt>
        <dd>
          {formatDate(one.foundedOn) || '…'} – {formatDate(one.dissolvedOn) || t('untilNow')}
        </dd>
        {one.isHost ? (
          <>
            <dt>{t('fields.host')}</dt>
            <dd>{t('organizations.host')}</dd>
          </>
        ) : null}
      </dl>
      <h3>{t('organizations.successions')}</h3>
      {one.successions.length === 0 ? <p>{t('organizations.noSuccession')}</p> : null}
      <ul>
        {one.successions.map((line) => (
          <Succession key={line.id} line={line} own={one.id} onChoose={onChoose} />
        ))}
      </ul>
      <h3>{t('organizations.identifiers')}</h3>
      <Dated
        rows={one.identifiers.map((row) => ({
          key: row.id,
          what: `${t(`schemes.${row.scheme}`)}: ${row.value}`,
          ...row,
        }))}
        none={t('organizations.noIdentifier')}
      />
      <h3>{t('organizations.names')}</h3>
      <Dated
        rows={one.names.map((row) => ({
          key: row.validFrom,
          what: row.abbreviation ? `${row.name} (${row.abbreviation})` : row.name,
          ...row,
        }))}
        none="–"
      />
      <h3>{t('history')}</h3>
      <History subjectId={one.id} />
    </article>
  )
}

function Succession(props: { line: SuccessionLine; own: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation('people')
  const { line, own } = props
  const isAfter = line.predecessor?.id === own
  const other = isAfter ? line.successor : line.predecessor
  return (
    <li>
      {formatDate(line.effectiveOn)} · {t(`successions.${line.kind}`)}
      {other ? (
        <>
          {' · '}
          {t(isAfter ? 'organizations.successor' : 'organizations.predecessor')}:{' '}
          <button type="button" className={styles['link']} onClick={() => props.onChoose(other.id)}>
            {other.name}
          </button>
        </>
      ) : null}
      {line.note ? ` · ${line.note}` : null}
      <br />
      <small>{line.basis}</small>
    </li>
  )
}

function Dated(props: {
  rows: readonly { key: string; what: string; validFrom: string; validTo: string | null; basis: string | null }[]
  none: string
}) {
  const { t } = useTranslation('people')
  if (props.rows.length === 0) return <p>{props.none}</p>
  return (
    <div className={styles['scroll']}>
      <table className={styles['plain']}>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.key}>
              <td>{row.what}</td>
              <td className={styles['symbol']}>
                {formatDate(row.validFrom)} – {formatDate(row.validTo) || t('untilNow')}
              </td>
              <td>{row.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
