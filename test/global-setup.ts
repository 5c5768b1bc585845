/** Nothing yet: the database template is made here once for the whole run. */
export default async function setup(): Promise<void> {}
