import { useTranslation } from 'react-i18next'
import { Picker, type PickerProps } from './picker.tsx'

/** Chooses an organisation; ended ones show their end and successor and cannot be chosen. `search` is the room people's own, given by the screen. */
export function OrgPicker(props: PickerProps) {
  const { t } = useTranslation()
  return <Picker aria-label={t('picker.organization')} {...props} />
}
