/**
 * Contracts: what a room offers over HTTP, said once and shared by server, browser, OpenAPI page and tests.
 * Universal: no node:, no database.
 */
import { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may call a route at all. Rooms name permissions `room.verb`; the rest are fixed words. */
export type Permission =
  | 'public' /** no session needed */
  | 'session' /** any signed-in account, with or without a post */
  | `${string}.${string}`

/** One route. A route without a permission does not type-check. */
export interface Route {
  readonly method: Method
  /** Fastify path, for example `/api/incoming/:id`. */
  readonly path: string
  readonly permission: Permission
  /** One line for the API description: English | Vietnamese. */
  readonly summary?: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** JSON answer. `file` answers bytes, `events` a server-sent event stream. */
  readonly response?: z.ZodType | 'file' | 'events'
  /** Body is a multipart upload, handled as a stream. */
  readonly upload?: boolean
  /** Largest upload in bytes, where it is less than the installation's own limit; such a route takes one file. */
  readonly uploadLimit?: number
  /**
   * For `public` addresses that machines elsewhere call about one organisation: the path's part that names it. Whoever calls is
   * nobody, under that organisation's row security: no session is looked at, so no page can misuse one, and plain forms are taken.
   * Few at a time.
   */
  readonly publicOf?: string
  /** Error codes that this route may answer beyond the platform's own. */
  readonly errors?: readonly string[]
}

export type Routes = Readonly<Record<string, Route>>

/** A route that knows its room and its name in it: together the kind of its audit entries (`incoming.register`). */
export type Named<R extends Route, N extends PropertyKey = string> = R & { readonly room: string; readonly name: N }

export interface Contract<R extends Routes = Routes> {
  readonly room: string
  readonly routes: { readonly [K in keyof R]: Named<R[K], K> }
}

/**
 * Declares a room's routes. Fails at boot on two routes with the same method and path.
 * @param room folder name of the room
 */
export function defineContract<const R extends Routes>(room: string, routes: R): Contract<R> & Contract<R>['routes'] {
  const seen = new Set<string>()
  for (const [name, route] of Object.entries(routes)) {
    const key = `${route.method} ${route.path}`
    if (seen.has(key)) throw new Error(`${room}.${name}: ${key} is declared twice`)
    seen.add(key)
  }
  const named = Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, { ...route, room, name }]))
  return { room, routes: named, ...named } as unknown as Contract<R> & Contract<R>['routes']
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined
type In<T> = T extends z.ZodType ? z.input<T> : undefined

/** Parsed input of a route as its action gets it: params, query and body in one object. */
export type Input<R extends Route> = (R['params'] extends z.ZodType ? Out<R['params']> : unknown) &
  (R['query'] extends z.ZodType ? Out<R['query']> : unknown) &
  (R['body'] extends z.ZodType ? Out<R['body']> : unknown)

/** What a route answers, before serialisation. */
export type Answer<R extends Route> = R['response'] extends z.ZodType ? z.input<R['response']> : undefined

/** What the caller gets. */
export type Received<R extends Route> = R['response'] extends z.ZodType ? z.output<R['response']> : undefined

type Part<K extends string, T> = T extends z.ZodType
  ? Partial<In<T>> extends In<T>
    ? { [P in K]?: In<T> }
    : { [P in K]: In<T> }
  : unknown

/** Arguments of a client call: only the parts that the route has; a part without required fields may be left out. */
export type CallArgs<R extends Route> = Part<'params', R['params']> &
  Part<'query', R['query']> &
  Part<'body', R['body']> & { signal?: AbortSignal }

export type Client<R extends Routes> = {
  [K in keyof R]: (args?: CallArgs<R[K]>) => Promise<Received<R[K]>>
}

/** An answer that was not good, as application/problem+json says it. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly detail: { vi: string; en: string }
  readonly fields: Record<string, string>
  readonly facts: Record<string, unknown>
  readonly id: string | undefined
  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail?.en ?? `HTTP ${status}`)
    this.name = 'ProblemError'
    this.status = status
    this.code = problem.code ?? 'PLATFORM_INTERNAL'
    this.detail = problem.detail ?? {
      vi: 'Không kết nối được với máy chủ. Những gì đã nhập vẫn còn trên màn hình.',
      en: 'The server cannot be reached. What you typed is still on the screen.',
    }
    this.fields = problem.fields ?? {}
    this.facts = problem.facts ?? {}
    this.id = problem.id
  }
}

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.object({ vi: z.string(), en: z.string() }),
  /** field path -> what is wrong: a key of the field-fault texts */
  fields: z.record(z.string(), z.string()).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  id: z.string().optional(),
})
export type Problem = z.infer<typeof problemSchema>

export interface ClientOptions {
  /** Acting post, sent as `x-vankho-post`; none for routes that need only a session. */
  post?: string | undefined | (() => string | undefined)
  fetch?: typeof fetch
  /** Origin of the server; empty in the browser. */
  base?: string
  headers?: () => Record<string, string>
}

/** Address of a route with its parts filled in; `post` goes into the query for addresses that a browser opens by itself. */
export function routeUrl(
  route: Route,
  args: { params?: Record<string, unknown>; query?: Record<string, unknown> } = {},
  post?: string,
): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(args.params?.[name] ?? '')))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...args.query, ...(post ? { post } : {}) })) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const tail = query.toString()
  return tail ? `${path}?${tail}` : path
}

/** A typed client over a contract. Throws ProblemError for every answer that is not 2xx. */
export function createClient<R extends Routes>(contract: Contract<R>, options: ClientOptions = {}): Client<R> {
  const client: Record<string, unknown> = {}
  for (const [name, route] of Object.entries<Route>(contract.routes)) {
    client[name] = async (args: Record<string, unknown> = {}) => {
      const post = typeof options.post === 'function' ? options.post() : options.post
      const isForm = typeof FormData !== 'undefined' && args['body'] instanceof FormData
      const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.() }
      if (post) headers['x-vankho-post'] = post
      // A header that no plain form can send: together with SameSite cookies it shuts out forged requests.
      headers['x-vankho'] = '1'
      if (args['body'] !== undefined && !isForm) headers['content-type'] = 'application/json'
      let response: Response
      try {
        response = await (options.fetch ?? fetch)((options.base ?? '') + routeUrl(route, args as never), {
          method: route.method,
          headers,
          credentials: 'same-origin',
          ...(args['signal'] ? { signal: args['signal'] as AbortSignal } : {}),
          ...(args['body'] !== undefined
            ? { body: isForm ? (args['body'] as FormData) : JSON.stringify(args['body']) }
            : {}),
        })
      } catch (cause) {
        if (cause instanceof Error && cause.name === 'AbortError') throw cause
        throw new ProblemError(0, { code: 'PLATFORM_UNREACHABLE' })
      }
      if (!response.ok) throw new ProblemError(response.status, await response.json().catch(() => ({})))
      if (response.status === 204) return undefined
      return response.json()
    }
  }
  return client as Client<R>
}

/**
 * Text as it is kept: whole characters (no lone surrogates, which JSON and PostgreSQL refuse), no control characters but
 * tab and line breaks, no direction overrides that would make a name read otherwise than it is; NFC (TCVN 6909:2001), trimmed.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
      .normalize('NFC')
      .trim()
  )
}

/** Shapes that many contracts use. */
export const shapes = {
  id: z.uuid(),
  /** A calendar day, `YYYY-MM-DD`. */
  day: z.iso.date(),
  /** A date that may be partial: `2010`, `2010-03`, `2010-03-26`. */
  partialDate: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/),
  /** An instant, ISO 8601 in UTC. */
  instant: z.iso.datetime({ offset: true }),
  /** Trimmed text in NFC; empty is refused. `max` counts characters. */
  text: (max: number) => z.string().transform(cleanText).pipe(z.string().min(1).max(max)),
  /** Trimmed text in NFC; empty becomes null. */
  optionalText: (max: number) =>
    z
      .string()
      .nullish()
      .transform((s) => (s ? cleanText(s) || null : null))
      .pipe(z.string().max(max).nullable()),
  /** A page of a list: opaque cursors, counts capped. */
  page: <T extends z.ZodType>(item: T) =>
    z.object({
      items: z.array(item),
      next: z.string().nullable(),
      /** Count up to the cap; `capped` says there are more. */
      total: z.number().optional(),
      capped: z.boolean().optional(),
    }),
} as const
