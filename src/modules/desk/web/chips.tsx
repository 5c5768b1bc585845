import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '#modules/people/web/recipients.ts'
import { Button } from '#web/kit/button.tsx'
import styles from './desk.module.css'
import { togglePhrase } from './direction.ts'
import { PhraseSheet } from './phrase-sheet.tsx'
import { useLeadChoices, usePhrases } from './use-directing.ts'

/** Usual words of direction at one press; a second press takes them out again. */
export function PhraseChips(props: { words: string; onChange: (words: string) => void; isPlain?: boolean }) {
  const { t } = useTranslation('desk')
  const { office, own } = usePhrases()
  const [isChanging, setChanging] = useState(false)
  return (
    <>
      <fieldset className={styles['phrases']}>
        <legend className="visually-hidden">{t('direction.phrases')}</legend>
        {[...new Set([...office, ...own])].map((phrase) => (
          <button
            key={phrase}
            type="button"
            lang="vi"
            aria-pressed={props.words.includes(phrase)}
            onClick={() => props.onChange(togglePhrase(props.words, phrase))}
          >
            {phrase}
          </button>
        ))}
        {props.isPlain ? null : (
          <Button kind="quiet" icon="pencil" onClick={() => setChanging(true)}>
            {t('phrases.open')}
          </Button>
        )}
      </fieldset>
      {isChanging ? <PhraseSheet onClose={() => setChanging(false)} /> : null}
    </>
  )
}

/** Who leads, at one press: who led like documents before, with the count, then the units. */
export function LeadChips(props: {
  documentId: string
  lead: Recipient | null
  onChange: (lead: Recipient | null) => void
  /** Without the units that nothing speaks for. */
  isSuggestedOnly?: boolean
}) {
  const { t } = useTranslation('desk')
  const all = useLeadChoices(props.documentId)
  const choices = props.isSuggestedOnly ? all.filter((one) => one.suggestion) : all
  const why = choices.find((one) => one.suggestion)?.suggestion
  if (choices.length === 0) return null
  return (
    <fieldset className={styles['phrases']}>
      <legend className={why ? styles['chipsTitle'] : 'visually-hidden'}>
        {why ? t(`lead.by.${why.by}`, { count: why.of }) : t('direction.lead')}
      </legend>
      {choices.map(({ recipient, suggestion }) => (
        <button
          key={recipient.id}
          type="button"
          aria-pressed={props.lead?.id === recipient.id}
          onClick={() => props.onChange(props.lead?.id === recipient.id ? null : recipient)}
        >
          {recipient.name}
          {suggestion ? <small> {t('lead.share', { count: suggestion.count, of: suggestion.of })}</small> : null}
        </button>
      ))}
    </fieldset>
  )
}
