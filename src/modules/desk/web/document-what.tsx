import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import pageStyles from './document.module.css'

/** What it is: the fields of NĐ 30/2020 PL VI that have a value; the rest does not stand here. */
export function Facts({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation('desk')
  const { fields } = document
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['typeName', fields.typeName],
    ['symbol', document.symbol],
    ['issuedDate', [fields.place, formatDate(fields.issuedDate)].filter(Boolean).join(', ')],
    ['issuerName', fields.issuerName],
    ['signerName', [fields.signerPosition, fields.signerName].filter(Boolean).join(' ')],
    ['urgency', fields.urgency > 0 ? t(`urgency.${fields.urgency}`) : null],
    ['circulation', fields.circulation.join(', ')],
    ['toPlaces', fields.toPlaces],
    ['pageAmount', fields.pageAmount],
    ['copyAmount', fields.copyAmount],
    ['description', fields.description],
    ['book', document.book ? `${document.book.title}` : null],
    ['arrivalDate', formatDate(document.arrivalDate)],
    ['channel', t(`channel.${document.channel}`)],
    ['registeredBy', `${document.registeredBy} · ${formatInstant(document.registeredAt)}`],
  ]
  return (
    <dl className={pageStyles['facts']}>
      {rows.map(([name, value]) =>
        value === null || value === '' ? null : (
          <div key={name}>
            <dt>{t(`field.${name}`)}</dt>
            <dd>{name === 'symbol' ? <DocumentSymbol>{document.symbol}</DocumentSymbol> : value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
