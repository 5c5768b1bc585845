/** Tables without row security, each with its reason. Nothing else may be. */
export const tenancyExceptions: Readonly<Record<string, string>> = {
  'audit.key': "public halves of the installation's signing keys; no organisation's data",
  'audit.log': 'which organisations have a log, for the sealing job; ids only',
  'auth.account': 'an account belongs to a person, who may hold posts in several organisations',
  'auth.api_key': 'belongs to an account; its post is checked at every call',
  'auth.link': 'one-time links of accounts and of the first set-up, hashed',
  'auth.password_history': "hashes of an account's last passwords; belongs to the account",
  'auth.recovery_code': "hashed codes of an account's second factor; belongs to the account",
  'auth.session': 'a session belongs to an account, which chooses its post per browser tab',
  'auth.throttle': 'counts failed sign-ins by account name and address, before anybody is known',
  'exchange.contact': 'the installation’s address book: codes and names of bodies on other installations',
  'exchange.partner':
    'gateways that the installation trusts: addresses, public certificates and codes; no organisation’s data',
  'operations.check_result': "results of the installation's own health checks; no organisation's data",
  'people.organization': "the installation's directory: a document names its issuer and its receivers",
  'people.organization_identifier': "codes of the directory's bodies with their dates",
  'people.organization_name': "names of the directory's bodies with their dates",
  'people.person': 'a person may hold posts in several organisations; only name and contact',
  'people.succession': 'which body followed which: part of the directory',
  'platform.fact': "facts of the installation (demo loaded, restored at); no organisation's data",
  'platform.migration': 'names and hashes of applied migrations; the owner role alone reads it',
  'platform.version': 'how often a standing or an organisation has changed: ids and counters, no content',
  'platform.worker': 'ids of living queue workers; only the owner role reads and writes it',
  'search.slice': 'bounds of the partitions of the index; no organisation’s data',
}

/** Functions that run with their owner's rights, each with its reason. */
export const definerFunctions: Readonly<Record<string, string>> = {
  'operations.queue_state': 'counts waiting and failed jobs for the health page; no content of jobs',
  'people.has_other_post': 'whether a person has a post besides one, for the undo of an import; a yes or no, no row',
  'platform.add_jobs': 'puts jobs into the queue, whose tables belong to the owner role and hold ids only, no content',
  'platform.changed': 'counts a version up, which the application cannot write itself; holds ids and counters only',
  'platform.renew_statistics': 'statistics of the tables for the planner; reads no row for anybody',
  'search.add': 'as search.put, for documents that are new',
  'search.best':
    'the index is read by the owner alone: `@@` under row security keeps PostgreSQL from it; rights are built inside',
  'search.drop': 'takes the rows of documents that are no more out of the current organisation’s part of the index',
  'search.drop_orphans': 'takes rows without a document out of the current organisation’s part of the index',
  'search.in_content': 'as search.best, over the text of files; the document’s rights hold',
  'search.newest': 'as search.best, by day',
  'search.put': 'writes rows of the current organisation; their readers come from the records core',
  'search.put_many': 'as search.put, for sets of thousands, whose words it sorts in itself',
  'search.put_content': 'writes the text of files of the current organisation’s documents',
  'search.put_readers': 'takes a document’s readers from the records core again',
  'search.some_of': 'as search.best, for lists that look up words: ids alone',
  'search.tally': 'as search.best, counts alone',
}
