import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { formatDate } from '#web/kit/format.ts'
import { RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import type { TermLine } from '../rules-contract.ts'
import { textOf } from './form-values.ts'
import styles from './people.module.css'
import { PlainList } from './plain-list.tsx'
import { usePeople } from './use-people.ts'

/** Terms of the organisation: Party registers number by them. */
export default function TermsPanel() {
  const { t } = useTranslation('people')
  const { rules, key, canManage } = usePeople()
  const [open, setOpen] = useState<TermLine | 'new' | null>(null)
  const list = useQuery({ queryKey: key('terms'), queryFn: ({ signal }) => rules.listTerms({ signal }) })
  return (
    <div className={styles['main']}>
      <PlainList
        asked={list}
        items={list.data?.items ?? []}
        rowKey={(term) => term.id}
        add={canManage ? { label: t('terms.create'), run: () => setOpen('new') } : null}
        empty={{ title: t('terms.none'), hint: t('terms.noneHint') }}
        heads={[t('fields.term'), t('fields.congress'), t('fields.validity'), t('fields.basis')]}
        tools={t('terms.update')}
        row={(term) => (
          <>
            <td>{term.label}</td>
            <td>{term.congress}</td>
            <td className={styles['symbol']}>
              {formatDate(term.validFrom)} – {formatDate(term.validTo) || t('untilNow')}
            </td>
            <td>{term.basis}</td>
            <td>
              {canManage ? (
                <Button kind="quiet" icon="pencil" iconOnly onClick={() => setOpen(term)}>
                  {t('terms.update')}
                </Button>
              ) : null}
            </td>
          </>
        )}
      />
      {open ? (
        <TermSheet
          key={open === 'new' ? 'new' : open.id}
          term={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  )
}

function TermSheet({ term, onClose }: { term: TermLine | null; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { rules, changed } = usePeople()
  return (
    <SideSheet opened onClose={onClose} title={term ? term.label : t('terms.create')}>
      <RecordForm
        keepAs={`people.term.${term?.id ?? 'new'}`}
        autoFocus
        verb={term ? t('save') : t('terms.create')}
        initial={{
          label: term?.label ?? '',
          congress: term?.congress ?? '',
          validFrom: term?.validFrom ?? '',
          validTo: term?.validTo ?? '',
          basis: term?.basis ?? '',
        }}
        fields={[
          {
            name: 'label',
            label: t('fields.term'),
            kind: 'text',
            required: true,
            maxLength: 50,
            hint: t('hints.term'),
          },
          { name: 'congress', label: t('fields.congress'), kind: 'text', maxLength: 200 },
          { name: 'validFrom', label: t('fields.from'), kind: 'date', required: true, hint: t('hints.termFrom') },
          { name: 'validTo', label: t('fields.to'), kind: 'date', hint: t('hints.termTo') },
          { name: 'basis', label: t('fields.basis'), kind: 'lines', maxLength: 500 },
        ]}
        onSubmit={async (_input, values) => {
          const body = {
            label: textOf(values, 'label'),
            congress: textOf(values, 'congress'),
            validFrom: textOf(values, 'validFrom'),
            validTo: textOf(values, 'validTo') || null,
            basis: textOf(values, 'basis'),
          }
          if (term) await rules.updateTerm({ params: { id: term.id }, body: { ...body, version: term.version } })
          else await rules.createTerm({ body })
          onClose()
          await changed(term ? 'done.updateTerm' : 'done.createTerm')
        }}
      />
    </SideSheet>
  )
}
