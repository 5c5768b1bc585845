/** Docs that come from the code: permissions, errors, configuration, OpenAPI. @returns changed file names */
export async function generateDocs(_isCheck: boolean): Promise<string[]> {
  return []
}
