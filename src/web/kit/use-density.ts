import { useState } from 'react'

export type Density = 'roomy' | 'dense'

/** How high the rows of a list are: 36 or 30 px at normal text size, remembered on this machine. */
export function useDensity(id: string): [Density, (next: Density) => void] {
  const name = `vankho.density.${id}`
  const [density, setDensity] = useState<Density>(() => {
    try {
      return localStorage.getItem(name) === 'dense' ? 'dense' : 'roomy'
    } catch {
      return 'roomy'
    }
  })
  return [
    density,
    (next) => {
      setDensity(next)
      try {
        localStorage.setItem(name, next)
      } catch {
        // Without storage it lasts as long as the screen.
      }
    },
  ]
}
