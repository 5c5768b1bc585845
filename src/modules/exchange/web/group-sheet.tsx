import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { Field } from '#web/kit/field.tsx'
import { Picker } from '#web/kit/picker.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import type { GroupLine, MemberLine } from '../address-contract.ts'
import styles from './exchange.module.css'
import { useExchange } from './use-exchange.ts'

const keyOf = (one: Pick<MemberLine, 'kind' | 'ref'>): string => `${one.kind} ${one.ref}`

/** A group of receivers: its name and who stands in it. */
export function GroupSheet({ of, onClose }: { of: GroupLine | null; onClose: () => void }) {
  const { t } = useTranslation('exchange')
  const { book, step } = useExchange()
  const [form, setForm, kept] = useKept(`exchange.group.${of?.id ?? 'new'}.${of?.version ?? 0}`, {
    name: of?.name ?? '',
    note: of?.note ?? '',
    members: (of?.members ?? []) as readonly MemberLine[],
  })
  const [isTried, setTried] = useState(false)
  const [added, setAdded] = useState(0)
  const offered = useRef(new Map<string, MemberLine>())
  const isWhole = form.name.trim() !== '' && form.members.length > 0
  const save = async () => {
    const fields = {
      name: form.name.trim(),
      note: form.note.trim() || null,
      members: form.members.map(({ kind, ref }) => ({ kind, ref })),
    }
    const body = { id: of?.id ?? null, version: of?.version ?? null, fields }
    await step(() => book.saveGroup({ body }), t('groups.saved', { name: fields.name }))
    kept.forget()
  }
  return (
    <WorkSheet
      title={of?.name ?? t('groups.addTitle')}
      about={<p className={styles['quiet']}>{t('groups.hint')}</p>}
      consequence={t('groups.consequence')}
      verb={t('save')}
      width={40}
      onClose={onClose}
      check={() => {
        setTried(true)
        return isWhole
      }}
      onSubmit={save}
    >
      <TextField
        label={t('groups.name')}
        name="name"
        maxLength={100}
        required
        value={form.name}
        onChange={(name) => setForm({ ...form, name })}
      />
      <TextField
        label={t('groups.note')}
        name="note"
        maxLength={300}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
      />
      <Field
        label={t('groups.members')}
        hint={t('groups.membersHint')}
        fault={isTried && !isWhole ? t('groups.needed') : undefined}
      >
        {(parts) => (
          <div className={styles['part']}>
            {form.members.length > 0 ? (
              <ul className={styles['members']} aria-label={t('groups.members')}>
                {form.members.map((one) => (
                  <li key={keyOf(one)}>
                    <span>
                      {one.name}
                      <small>
                        {[t(`groups.kind.${one.kind}`), one.note, one.isValid ? null : t('groups.invalid')]
                          .filter(Boolean)
                          .join(' · ')}
                      </small>
                    </span>
                    <Button
                      kind="quiet"
                      icon="cross"
                      iconOnly
                      onClick={() =>
                        setForm({ ...form, members: form.members.filter((other) => keyOf(other) !== keyOf(one)) })
                      }
                    >
                      {t('groups.drop', { name: one.name })}
                    </Button>
                  </li>
                ))}
              </ul>
            ) : null}
            <Picker
              // Each choice starts an empty field, ready for the next name.
              key={added}
              {...parts}
              name="member"
              autoFocus={added > 0}
              maxLength={200}
              value={null}
              onChange={(item) => {
                const one = item ? offered.current.get(item.id) : undefined
                if (!one) return
                setAdded(added + 1)
                setForm({ ...form, members: [...form.members, one] })
              }}
              search={async (words, signal) => {
                const { items } = await book.memberChoices({ query: { q: words }, signal })
                for (const one of items) offered.current.set(keyOf(one), one)
                return items
                  .filter((one) => !form.members.some((other) => keyOf(other) === keyOf(one)))
                  .map((one) => ({
                    id: keyOf(one),
                    name: one.name,
                    note: [t(`groups.kind.${one.kind}`), one.note].filter(Boolean).join(' · '),
                  }))
              }}
            />
          </div>
        )}
      </Field>
    </WorkSheet>
  )
}
