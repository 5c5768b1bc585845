import { z } from 'zod'
import type { Room } from '../action/room.ts'
import type { Route } from '../contract/index.ts'
import { problemSchema } from '../contract/index.ts'
import { allErrors } from '../errors/index.ts'

type Json = Record<string, unknown>

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Json
  return schema
}

/** The whole API as OpenAPI 3.1, made from the contracts. Permissions stand in `x-permission` and in the security words. */
export function openApi(rooms: readonly Room[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const room of rooms)
    for (const contract of room.contracts)
      for (const [name, route] of Object.entries<Route>(contract.routes)) {
        const path = route.path.replace(/:(\w+)/g, '{$1}')
        paths[path] ??= {}
        paths[path][route.method.toLowerCase()] = operation(room, contract.room, name, route)
      }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Văn Khố',
      version,
      description:
        'Một hệ thống cho cả vòng đời của văn bản. Mọi lời gọi đi với cookie phiên hoặc khóa API; `x-vankho-post` nêu vị trí công tác.\n\n' +
        'One system for the whole life of a document. Calls carry the session cookie or an API key; `x-vankho-post` names the acting post.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: rooms.map((room) => ({ name: room.name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-vankho' },
        key: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
    'x-errors': Object.fromEntries([...allErrors()].map(([code, entry]) => [code, entry])),
  }
}

function operation(room: Room, roomName: string, name: string, route: Route): Json {
  const parameters: Json[] = []
  for (const [place, type] of [
    ['path', route.params],
    ['query', route.query],
  ] as const) {
    if (!type) continue
    const schema = schemaOf(type, 'input') as { properties?: Record<string, Json>; required?: string[] }
    for (const [key, value] of Object.entries(schema.properties ?? {}))
      parameters.push({
        name: key,
        in: place,
        required: place === 'path' || (schema.required?.includes(key) ?? false),
        schema: value,
      })
  }
  if (route.permission !== 'public')
    parameters.push({
      name: 'x-vankho-post',
      in: 'header',
      required: route.permission !== 'session',
      schema: { type: 'string', format: 'uuid' },
    })
  const rule = room.permissions[route.permission]
  return {
    operationId: `${roomName}.${name}`,
    tags: [room.name],
    ...(route.summary ? { summary: route.summary } : {}),
    'x-permission': route.permission,
    ...(rule ? { 'x-roles': rule.roles, 'x-source': rule.source } : {}),
    ...(route.permission === 'public' ? { security: [] } : { security: [{ session: [] }, { key: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.upload
      ? {
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
              },
            },
          },
        }
      : route.body
        ? {
            requestBody: {
              required: true,
              content: {
                [route.publicOf ? 'application/x-www-form-urlencoded' : 'application/json']: {
                  schema: schemaOf(route.body, 'input'),
                },
              },
            },
          }
        : {}),
    responses: {
      ...(route.response === 'file'
        ? { '200': { description: 'bytes', content: { 'application/octet-stream': {} } } }
        : route.response === 'events'
          ? { '200': { description: 'events', content: { 'text/event-stream': {} } } }
          : route.response
            ? {
                '200': {
                  description: 'OK',
                  content: { 'application/json': { schema: schemaOf(route.response, 'output') } },
                },
              }
            : { '204': { description: 'done' } }),
      default: {
        description: 'problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}
