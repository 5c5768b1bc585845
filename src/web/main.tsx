import './styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadAhead } from './ahead.ts'
import { App, queries } from './app.tsx'
import { keptLanguage, startTexts } from './i18n.ts'
import { rooms } from './rooms.ts'
import { readSession, sessionKey } from './session.tsx'

/** So long the first paint waits for what it is made of; then the shell stands alone and says that it is loading. */
const PATIENCE = 1500

// Every address asks who is signed in, and most need their screen. It all comes at once, and is painted once: drawing a page that
// only waits, and drawing it again, costs a slow machine more than the waiting.
const session = queries.prefetchQuery({ queryKey: sessionKey, queryFn: readSession })
const ahead = loadAhead(location.pathname, rooms, keptLanguage())
const texts = startTexts(rooms, keptLanguage(), ahead.rooms)
await Promise.race([
  Promise.all([texts, session, ahead.screens]),
  new Promise((resolve) => setTimeout(resolve, PATIENCE)),
])
await texts
const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
