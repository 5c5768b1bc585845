import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Warm ink: the working colour of fields, ticks and plain buttons. */
const ink: MantineColorsTuple = [
  '#f5f3ef',
  '#e9e6df',
  '#d3cec3',
  '#b8b1a4',
  '#9d9588',
  '#7d766a',
  '#615b51',
  '#4a453d',
  '#38342e',
  '#23211d',
]

/** Cinnabar of a seal: the one main action of a screen, and the number just given. Nothing else. */
const seal: MantineColorsTuple = [
  '#fdf0ed',
  '#f7dcd5',
  '#eeb5a8',
  '#e58c79',
  '#dd6a51',
  '#cb4d32',
  '#b83a22',
  '#9f2f1a',
  '#842614',
  '#681d0f',
]

export const theme = createTheme({
  colors: { ink, seal },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1.0625rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.35' },
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  black: '#23211d',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Menu: {
      // The placeholder is a child that a menu may not have (axe: aria-required-children); Mantine's grey label is too pale.
      defaultProps: { shadow: 'md', transitionProps: { duration: 0 }, withInitialFocusPlaceholder: false },
      styles: { label: { color: 'var(--ink-2)' } },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { transitionProps: { duration: 120 } } },
  },
})
