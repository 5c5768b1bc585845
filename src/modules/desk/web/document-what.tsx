import { useTranslation } from 'react-i18next'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import pageStyles from './document.module.css'

/** What it is: the fields of NĐ 30/2020 PL VI that have a value; the rest does not stand here. */
export function Facts({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation('desk')
  const { fields } = document
  const first: Rows = [
    ['typeName', fields.typeName],
    ['symbol', document.symbol],
    ['issuedDate', [fields.place, formatDate(fields.issuedDate)].filter(Boolean).join(', ')],
    ['issuerName', fields.issuerName],
    ['signerName', [fields.signerPosition, fields.signerName].filter(Boolean).join(' ')],
    ['circulation', fields.circulation.join(', ')],
    ['arrivalDate', formatDate(document.arrivalDate)],
  ]
  const rest: Rows = [
    ['toPlaces', fields.toPlaces],
    ['pageAmount', fields.pageAmount],
    ['copyAmount', fields.copyAmount],
    ['description', fields.description],
    ['book', document.book?.title ?? null],
    ['channel', t(`channel.${document.channel}`)],
    ['registeredBy', `${document.registeredBy} · ${formatInstant(document.registeredAt)}`],
  ]
  return (
    <>
      <List rows={first} symbol={document.symbol} />
      <details className={pageStyles['more']}>
        <summary>{t('moreFacts')}</summary>
        <List rows={rest} symbol={null} />
      </details>
    </>
  )
}

type Rows = readonly (readonly [string, string | number | null])[]

/** Names and values; what has no value does not stand here. */
function List({ rows, symbol }: { rows: Rows; symbol: string | null }) {
  const { t } = useTranslation('desk')
  return (
    <dl className={pageStyles['facts']}>
      {rows.map(([name, value]) =>
        value === null || value === '' ? null : (
          <div key={name}>
            <dt>{t(`field.${name}`)}</dt>
            <dd>{name === 'symbol' ? <DocumentSymbol>{symbol}</DocumentSymbol> : value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
