/** HTTP: thin. Sessions and actors come from a port, everything else goes through the doorway. */
export { createHttpServer, type HttpPorts, type HttpServer } from './server.ts'
export { openApi } from './openapi.ts'
