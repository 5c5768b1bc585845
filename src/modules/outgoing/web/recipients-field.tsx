import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { Picker } from '#web/kit/picker.tsx'
import { channels, outgoing } from '../contract.ts'
import styles from './draft.module.css'
import { type Channel, newLine, type RecipientLine } from './draft-form.ts'

/** Only these need to know where to. */
const ADDRESSED: readonly Channel[] = ['gateway', 'post', 'other']

/** To whom it goes and how: bodies of the directory by part of their name, any other name as it is typed. */
export function RecipientsField(props: {
  value: readonly RecipientLine[]
  onChange: (value: readonly RecipientLine[]) => void
  faults: Readonly<Record<string, string>>
}) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const [added, setAdded] = useState(0)
  // Codes of bodies on other installations, by the ids under which they were offered.
  const codes = useRef(new Map<string, string>())
  const { value, onChange } = props
  const put = (i: number, change: Partial<RecipientLine>) =>
    onChange(value.map((line, at) => (at === i ? { ...line, ...change } : line)))
  return (
    <Field label={t('field.recipients')} hint={t('hint.recipients')}>
      {(parts) => (
        <div className={styles['recipients']}>
          {value.length > 0 ? (
            <ul aria-label={t('field.recipients')}>
              {value.map((line, i) => {
                const fault = props.faults[`recipients.${i}`]
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two lines may bear the same name
                  <li key={`${i} ${line.name}`}>
                    <b>{line.name}</b>
                    <select
                      className={fieldStyles['input']}
                      aria-label={t('recipient.channelOf', { name: line.name })}
                      value={line.channel}
                      onChange={(event) => put(i, { channel: event.currentTarget.value as Channel })}
                    >
                      {channels
                        .filter((one) => one !== 'local' || line.organizationId !== null)
                        .map((one) => (
                          <option key={one} value={one}>
                            {t(`channel.${one}`)}
                          </option>
                        ))}
                    </select>
                    <input
                      className={fieldStyles['input']}
                      aria-label={t('recipient.copiesOf', { name: line.name })}
                      title={t('recipient.copies')}
                      inputMode="numeric"
                      maxLength={4}
                      aria-invalid={fault ? true : undefined}
                      value={line.copies}
                      onChange={(event) => put(i, { copies: event.currentTarget.value })}
                    />
                    <Button
                      kind="quiet"
                      icon="cross"
                      iconOnly
                      onClick={() => onChange(value.filter((_, at) => at !== i))}
                    >
                      {t('recipient.remove', { name: line.name })}
                    </Button>
                    {ADDRESSED.includes(line.channel) ? (
                      <input
                        className={`${fieldStyles['input']} ${styles['address']}`}
                        aria-label={t('recipient.addressOf', { name: line.name })}
                        placeholder={t(`recipient.address.${line.channel}`)}
                        maxLength={200}
                        value={line.address}
                        onChange={(event) => put(i, { address: event.currentTarget.value })}
                      />
                    ) : null}
                    {fault ? <small className={styles['fault']}>{t(`fault.${fault}`)}</small> : null}
                  </li>
                )
              })}
            </ul>
          ) : null}
          <Picker
            // Each choice starts an empty field, ready for the next name.
            key={added}
            {...parts}
            name="recipient"
            autoFocus={added > 0}
            allowsText
            placeholder={t('recipient.find')}
            maxLength={200}
            value={null}
            onChange={(item) => {
              if (!item?.name.trim()) return
              setAdded(added + 1)
              if (!value.some((one) => one.name === item.name))
                onChange([...value, lineOf(item, codes.current.get(item.id))])
            }}
            search={async (words, signal) => {
              const { items } = await api.recipients({ query: { q: words }, signal })
              for (const one of items) if (one.code) codes.current.set(one.id, one.code)
              return items
                .filter((one) => !value.some((line) => line.organizationId === one.id))
                .map((one) => ({ id: one.id, name: one.name, note: one.code }))
            }}
          />
        </div>
      )}
    </Field>
  )
}

const lineOf = (item: { id: string; name: string }, code: string | undefined): RecipientLine =>
  code ? newLine(item.name, null, code) : newLine(item.name, item.id || null)
