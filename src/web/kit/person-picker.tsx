import { useTranslation } from 'react-i18next'
import { Picker, type PickerProps } from './picker.tsx'

/** Chooses a person with post; the note names post and organisation. `search` is the room people's own, given by the screen. */
export function PersonPicker(props: PickerProps) {
  const { t } = useTranslation()
  return <Picker aria-label={t('picker.person')} {...props} />
}
