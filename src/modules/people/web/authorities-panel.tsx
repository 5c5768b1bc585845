import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { formatDate } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { type AuthorityLine, signingAuthority } from '../authority-contract.ts'
import { AuthoritySheet } from './authority-sheet.tsx'
import { today } from './form-values.ts'
import styles from './people.module.css'
import { PlainList } from './plain-list.tsx'
import { printedLines } from './printed-lines.ts'
import { useRegimeTypes } from './regime-types.ts'
import { usePeople } from './use-people.ts'

/** Who signs what, in which form, on what basis and until when (NĐ 30/2020 Đ13). The head and his office keep it. */
export default function AuthoritiesPanel() {
  const { t, i18n } = useTranslation('people')
  const { key, post, changed } = usePeople()
  const api = useApi(signingAuthority)
  const [isNew, setNew] = useState(false)
  const [ending, setEnding] = useState<AuthorityLine | null>(null)
  const [reason, setReason] = useState('')
  const mayGive = post.abilities.includes('people.give-authority')
  const list = useQuery({ queryKey: key('authorities'), queryFn: ({ signal }) => api.listAuthorities({ signal }) })
  const { regime, types } = useRegimeTypes()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const typeWords = (codes: readonly string[] | null): string =>
    codes === null
      ? t('authorities.allTypes')
      : codes.map((code) => types.find((one) => one.code === code)?.[lang] ?? code).join(', ')
  return (
    <div className={styles['main']}>
      <PlainList
        asked={list}
        items={list.data?.items ?? []}
        rowKey={(one) => one.id}
        add={mayGive ? { label: t('authorities.create'), run: () => setNew(true) } : null}
        empty={{ title: t('authorities.none'), hint: t('authorities.noneHint') }}
        heads={[
          t('authorities.who'),
          t('authorities.block'),
          t('authorities.types'),
          t('fields.validity'),
          t('fields.basis'),
          t('fields.state'),
        ]}
        row={(one) => (
          <>
            <td>
              {one.name}
              <br />
              <small>{one.title}</small>
            </td>
            <td lang="vi">
              {printedLines(regime, one.authority, one.position).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </td>
            <td>{typeWords(one.types)}</td>
            <td className={styles['symbol']}>
              {formatDate(one.validFrom)} – {one.validTo ? formatDate(one.validTo) : t('authorities.noEnd')}
            </td>
            <td>
              {one.basis}
              <br />
              <small>{t('authorities.givenBy', { name: one.givenBy })}</small>
            </td>
            <td>
              <State one={one} />{' '}
              {mayGive && one.endedAt === null ? (
                <Button
                  onClick={() => {
                    setReason('')
                    setEnding(one)
                  }}
                >
                  {t('authorities.end')}
                </Button>
              ) : null}
            </td>
          </>
        )}
      />
      {isNew ? <AuthoritySheet onClose={() => setNew(false)} /> : null}
      {ending ? (
        <ConfirmSheet
          opened
          danger
          onClose={() => setEnding(null)}
          title={t('authorities.endOf', { name: ending.name })}
          consequence={t('authorities.endConsequence')}
          verb={t('authorities.end')}
          disabled={reason.trim() === ''}
          onConfirm={async () => {
            await api.endAuthority({ params: { id: ending.id }, body: { reason: reason.trim() } })
            await changed('done.endAuthority')
          }}
        >
          <LinesField
            label={t('authorities.reason')}
            name="reason"
            max={300}
            rows={2}
            value={reason}
            onChange={setReason}
          />
        </ConfirmSheet>
      ) : null}
    </div>
  )
}

function State({ one }: { one: AuthorityLine }) {
  const { t } = useTranslation('people')
  if (one.endedAt) return <StateBadge tone="returned">{t('authorities.ended')}</StateBadge>
  if (one.validTo !== null && one.validTo < today()) return <StateBadge tone="done">{t('delegations.over')}</StateBadge>
  if (one.validFrom > today()) return <StateBadge tone="waiting">{t('delegations.coming')}</StateBadge>
  return <StateBadge tone="doing">{t('delegations.running')}</StateBadge>
}
