// Made by `npm run generate` from a migrated database. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** Read as parsed JSON, written as JSON text. */
export type Json = ColumnType<unknown, string | null | undefined, string | null>

export type JsonGiven = ColumnType<unknown, string, string>

export interface DB {
  'archive.accession': {
    organization_id: string
    id: string
    repository_id: string
    year: number
    number: number
    received_on: string
    source: string
    content: string
    years: string | null
    files: number | null
    metres: string | null
    condition: string | null
    minutes: string | null
    note: string | null
    handover_id: string | null
    fonds_id: string | null
    created_at: Date
    created_by_name: string
  }
  'archive.authority': {
    organization_id: string
    id: string
    kind: string
    name: string
    code: string | null
    other_names: Generated<string[]>
    exists_from: string | null
    exists_to: string | null
    description: Json
    body_id: string | null
    folded: string
    merged_into: string | null
    version: Generated<number>
    created_at: Date
    changed_at: Date
  }
  'archive.authority_link': {
    organization_id: string
    from_id: string
    to_id: string
    kind: string
    on_date: string | null
    note: string | null
  }
  'archive.collected': {
    organization_id: string
    collection_id: string
    document_id: string
    state: string
    state_at: Date
    state_by_name: string
    words: string | null
    term: string | null
    year: number | null
    issued_on: string | null
  }
  'archive.document_collection': {
    organization_id: string
    id: string
    name: string
    note: string | null
    types: Generated<string[]>
    gathers_from: string | null
    version: Generated<number>
    created_at: Date
  }
  'archive.harvesting': {
    organization_id: string
    is_on: boolean
    base_url: string
    admin_email: string
    version: Generated<number>
    changed_at: Date
  }
  'archive.repository': {
    organization_id: string
    id: string
    code: string
    name: string
    kind: string
    address: string | null
    contact: string | null
    note: string | null
    is_open: Generated<boolean>
    version: Generated<number>
    created_at: Date
  }
  'archive.to_hand_on': {
    organization_id: string | null
    id: string | null
    since: number | null
  }
  'archive.trace': {
    organization_id: string
    id: string
    unit_id: string
    kind: string
    at: Date
    by_name: string
    words: string | null
    data: Json
  }
  'archive.unit': {
    organization_id: string
    id: string
    repository_id: string
    level: string
    fonds_id: string
    inventory_id: string | null
    parent_id: string | null
    position: number
    number: string | null
    counted_in: string
    number_key: string | null
    title: string
    starts: string | null
    ends: string | null
    starts_on: string | null
    ends_on: string | null
    is_closed: boolean | null
    creator_id: string | null
    retention: string | null
    access: Generated<string>
    medium: string | null
    language: Generated<string[]>
    sheets: number | null
    pages: number | null
    box: string | null
    origin: string | null
    condition: string | null
    keywords: string | null
    description: Json
    document_id: string | null
    source_file: string | null
    accession_id: string | null
    publish: Generated<string>
    published_at: Date | null
    harvest_at: Date | null
    children: Generated<number>
    folded: string
    merged_into: string | null
    removed_at: Date | null
    version: Generated<number>
    created_at: Date
    changed_at: Date
    harvest_told: boolean | null
    handed_at: Date | null
    handed_to: string | null
    handed_minutes: string | null
    handing: string | null
  }
  'archive.unit_name': {
    organization_id: string
    unit_id: string
    authority_id: string
    role: string
  }
  'archive.units': {
    organization_id: string | null
    id: string | null
    repository_id: string | null
    level: string | null
    fonds_id: string | null
    inventory_id: string | null
    parent_id: string | null
    position: number | null
    number: string | null
    number_key: string | null
    title: string | null
    starts: string | null
    ends: string | null
    starts_on: string | null
    ends_on: string | null
    is_closed: boolean | null
    creator_id: string | null
    retention: string | null
    access: string | null
    medium: string | null
    language: string[] | null
    sheets: number | null
    pages: number | null
    box: string | null
    origin: string | null
    condition: string | null
    keywords: string | null
    description: Json
    document_id: string | null
    source_file: string | null
    accession_id: string | null
    publish: string | null
    children: number | null
    folded: string | null
    version: number | null
    changed_at: Date | null
    handed_at: Date | null
  }
  'audit.entry': {
    organization_id: string
    id: string
    at: Date
    txid: Generated<string>
    kind: string
    outcome: string
    actor_kind: string
    account_id: string | null
    person_id: string | null
    post_id: string | null
    actor_name: string | null
    actor_title: string | null
    address: string | null
    session_id: string | null
    subject_type: string | null
    subject_id: string | null
    subject_label: string | null
    before: Json
    after: Json
    data: Json
  }
  'audit.head': {
    organization_id: string
    size: number
    at: Date
    root: Buffer
    key_id: string
    signature: Buffer
    sealed_below: string
  }
  'audit.key': {
    id: string
    public_key: string
    created_at: Generated<Date>
  }
  'audit.leaf': {
    organization_id: string
    leaf_index: number
    entry_id: string
    hash: Buffer
    at: Date
    kind: string
    outcome: string
    person_id: string | null
    subject_id: string | null
  }
  'audit.log': {
    organization_id: string
    started_at: Generated<Date>
  }
  'audit.node': {
    organization_id: string
    level: number
    position: number
    hashes: Buffer
  }
  'auth.account': {
    id: string
    person_id: string
    login: string
    password_hash: string | null
    password_at: Date | null
    must_change: Generated<boolean>
    totp_sealed: Buffer | null
    totp_confirmed_at: Date | null
    totp_last_step: Generated<number>
    disabled_at: Date | null
    disabled_reason: string | null
    last_sign_in_at: Date | null
    active_from: Date
    is_demo: Generated<boolean>
    version: Generated<number>
    created_at: Date
  }
  'auth.api_key': {
    id: string
    account_id: string
    post_id: string
    name: string
    secret_hash: Buffer
    scopes: string[]
    created_at: Date
    expires_at: Date
    last_used_at: Date | null
    ended_at: Date | null
  }
  'auth.link': {
    id: string
    kind: string
    account_id: string | null
    token_hash: Buffer
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  'auth.password_history': {
    account_id: string
    at: Date
    password_hash: string
  }
  'auth.recovery_code': {
    account_id: string
    hash: Buffer
    used_at: Date | null
  }
  'auth.review': {
    organization_id: string
    id: string
    at: Date
    by_post_id: string
    by_name: string
    accounts: number
    note: string | null
  }
  'auth.session': {
    id: string
    account_id: string
    secret_hash: Buffer
    created_at: Date
    last_seen_at: Date
    confirmed_at: Date
    expires_at: Date
    address: string
    user_agent: string
    ended_at: Date | null
    end_reason: string | null
  }
  'auth.throttle': {
    kind: string
    key_hash: Buffer
    failures: Generated<number>
    last_at: Date
    blocked_until: Date | null
  }
  'casefiles.access_change': {
    organization_id: string
    id: string
    file_id: string
    state: Generated<string>
    before: JsonGiven
    after: JsonGiven
    kept: JsonGiven
    reason: string
    asked_at: Date
    asked_by: string
    asked_by_name: string
    asked_by_title: string | null
    decided_at: Date | null
    decided_by: string | null
    decided_by_name: string | null
    decided_by_title: string | null
    words: string | null
    ended_at: Date | null
  }
  'casefiles.access_list': {
    organization_id: string
    file_id: string
    is_narrowed: boolean
    members: JsonGiven
    until: string | null
    change_id: string
    since: Date
  }
  'casefiles.access_waiting': {
    organization_id: string | null
    change_id: string | null
    file_id: string | null
    asked_by: string | null
    asked_by_name: string | null
    asked_at: Date | null
    reason: string | null
    title: string | null
    symbol: string | null
  }
  'casefiles.file': {
    organization_id: string
    id: string
    plan_id: string | null
    heading_id: string | null
    line_id: string | null
    is_outside: boolean
    period: string
    number: number
    notation: string
    symbol: string
    title: string
    kind: string
    medium: string
    ordering: string
    retention: string | null
    unit_id: string | null
    unit_name: string | null
    maker_post: string
    maker_name: string
    keywords: string | null
    note: string | null
    folded: string
    state: string
    state_at: Date
    state_by_name: string
    state_words: string | null
    opened_on: string
    starts_on: string | null
    ends_on: string | null
    closed_on: string | null
    item_count: Generated<number>
    page_count: number | null
    sheet_count: number | null
    condition: string | null
    version: Generated<number>
    created_at: Date
    changed_at: Date
    request_key: string | null
  }
  'casefiles.filed': {
    organization_id: string | null
    document_id: string | null
    file_id: string | null
    symbol: string | null
    title: string | null
    state: string | null
    retention: string | null
  }
  'casefiles.files': {
    organization_id: string | null
    id: string | null
    symbol: string | null
    period: string | null
    title: string | null
    kind: string | null
    medium: string | null
    retention: string | null
    unit_id: string | null
    unit_name: string | null
    maker_post: string | null
    maker_name: string | null
    state: string | null
    state_at: Date | null
    opened_on: string | null
    starts_on: string | null
    ends_on: string | null
    closed_on: string | null
    item_count: number | null
    page_count: number | null
    sheet_count: number | null
    condition: string | null
    folded: string | null
    version: number | null
  }
  'casefiles.given': {
    organization_id: string | null
    file_id: string | null
    at: Date | null
    from_post: string | null
    to_name: string | null
  }
  'casefiles.heading': {
    organization_id: string
    id: string
    plan_id: string
    parent_id: string | null
    position: number
    title: string
    notation: string | null
    unit_id: string | null
  }
  'casefiles.item': {
    organization_id: string
    file_id: string
    document_id: string
    position: number
    how: string
    sheets: number | null
    first_sheet: number | null
    first_page: number | null
    pages: number | null
    note: string | null
    added_at: Date
    added_by: string | null
    added_by_name: string
  }
  'casefiles.line': {
    organization_id: string
    id: string
    plan_id: string
    heading_id: string
    position: number
    number: number | null
    title: string
    retention: string | null
    maker_post: string | null
    maker_name: string | null
    note: string | null
    state: string
    state_words: string | null
    proposed_by: string
    proposed_by_name: string
    proposed_at: Date
    from_file: string | null
    is_later: Generated<boolean>
    version: Generated<number>
  }
  'casefiles.member': {
    organization_id: string
    file_id: string
    post_id: string
    name: string
    added_at: Date
  }
  'casefiles.narrowings': {
    organization_id: string | null
    file_id: string | null
  }
  'casefiles.plan': {
    organization_id: string
    id: string
    scope: string
    period: string
    title: string
    starts_on: string
    ends_on: string | null
    numbering: string
    state: string
    state_at: Date
    state_by_name: string
    state_words: string | null
    basis: string | null
    version: Generated<number>
    created_at: Date
    created_by: string
  }
  'casefiles.schedule_row': {
    organization_id: string
    id: string
    grouping: string
    title: string
    retention: string
    basis: string
    valid_from: string
    valid_to: string | null
    created_at: Date
    created_by_name: string
  }
  'casefiles.step': {
    organization_id: string
    id: string
    file_id: string
    kind: string
    at: Date
    by_name: string
    words: string | null
    data: Json
  }
  'copies.copy': {
    organization_id: string
    id: string
    document_id: string
    form: string
    way: string
    source_id: string | null
    extract: string | null
    asked_by: string
    amount: number
    recipients: string[]
    note: string | null
    signer: JsonGiven
    signer_title: string
    book_id: string
    series_id: string
    number: number
    symbol: string
    made_on: string
    made_at: Date
    made_by: string
    made_by_name: string
    component_id: string | null
    request_key: string | null
    voided_at: Date | null
    void_reason: string | null
    voided_by_name: string | null
  }
  'copies.kept': {
    organization_id: string
    document_id: string
    place: string | null
    note: string | null
    received_on: string
    received_at: Date
    received_by: string
    received_by_name: string
  }
  'copies.loan': {
    organization_id: string
    id: string
    document_id: string
    taken_on: string
    borrower: string
    unit: string | null
    purpose: string | null
    file_symbol: string | null
    permitted_by: string
    due_on: string | null
    returned_on: string | null
    note: string | null
    lent_at: Date
    lent_by: string
    lent_by_name: string
    returned_to_name: string | null
  }
  'desk.saved_view': {
    organization_id: string
    id: string
    post_id: string
    list: string
    name: string
    search: JsonGiven
    is_default: Generated<boolean>
    changed_at: Date
  }
  'desk.task': {
    organization_id: string
    id: string
    source: string
    kind: string
    subject_type: string
    subject_id: string
    assignment_id: string | null
    holder_kind: string
    holder_id: string
    from_post_id: string | null
    from_name: string
    words: string | null
    symbol: string | null
    subject: string
    urgency: Generated<number>
    due_date: string | null
    due_key: GeneratedAlways<string>
    state: Generated<string>
    since: Date
    received_at: Date | null
    ended_at: Date | null
    is_passed_on: Generated<boolean>
  }
  'exchange.addressee': {
    organization_id: string
    id: string
    name: string
    email: string | null
    post_address: string | null
    valid_from: string
    valid_to: string | null
    version: Generated<number>
    created_at: Date
  }
  'exchange.addressees': {
    organization_id: string | null
    id: string | null
    name: string | null
    email: string | null
    post_address: string | null
    valid_from: string | null
    valid_to: string | null
  }
  'exchange.arrival': {
    organization_id: string
    id: string
    sender_id: string | null
    sender_name: string
    dispatch_id: string | null
    sender_document_id: string | null
    item_id: string
    state: Generated<string>
    arrived_at: Date
    state_at: Date
    sender_code: string | null
    receiver_code: string | null
    document_key: string | null
    edition: string | null
    about_key: string | null
    symbol: string | null
    issued_on: string | null
    vouched: Json
    recall_words: string | null
    recall_answer: string | null
    business: Generated<string>
    follows: string | null
    about_document_id: string | null
    change_answer: string | null
  }
  'exchange.contact': {
    id: string
    code: string
    name: string
    valid_from: string
    valid_to: string | null
    version: Generated<number>
    created_at: Date
  }
  'exchange.contacts': {
    id: string | null
    code: string | null
    name: string | null
    valid_from: string | null
    valid_to: string | null
  }
  'exchange.delivery': {
    organization_id: string
    dispatch_id: string
    document_id: string
    receiver_id: string | null
    state: Generated<string>
    words: string | null
    delivered_at: Date
    state_at: Date
    change_answer: string | null
  }
  'exchange.dispatch_states': {
    organization_id: string | null
    document_id: string | null
    dispatch_id: string | null
    tries: number | null
    state: string | null
    words: string | null
  }
  'exchange.group_member': {
    organization_id: string
    group_id: string
    position: number
    kind: string
    ref: string
    name: string
  }
  'exchange.group_members': {
    organization_id: string | null
    group_id: string | null
    position: number | null
    kind: string | null
    ref: string | null
    name: string | null
  }
  'exchange.inbox': {
    organization_id: string
    id: string
    digest: string
    partner_id: string
    kind: string
    sender_code: string
    document_key: string
    quarantine: string | null
    size: number
    receivers: string[]
    fingerprint: string
    state: Generated<string>
    arrived_at: Date
    state_at: Date
  }
  'exchange.mail_form': {
    organization_id: string
    subject: string
    body: string
    reply_to: string | null
    version: Generated<number>
    changed_at: Date
  }
  'exchange.message': {
    organization_id: string
    id: string
    kind: string
    receiver_code: string
    document_key: string
    dispatch_id: string | null
    document_id: string | null
    arrival_id: string | null
    status_code: string | null
    content: JsonGiven
    state: Generated<string>
    tries: Generated<number>
    next_at: Date
    fault: string | null
    digest: string | null
    partner: string | null
    created_at: Date
    state_at: Date
    version: Generated<number>
    channel: Generated<string>
    matter: Generated<string>
  }
  'exchange.partner': {
    id: string
    name: string
    address: string
    certificate: string
    fingerprint: string
    tls_ca: string | null
    serves: string[]
    valid_from: string
    valid_to: string | null
    is_enabled: Generated<boolean>
    version: Generated<number>
    created_at: Date
    profile: Generated<string>
  }
  'exchange.recipient_group': {
    organization_id: string
    id: string
    name: string
    note: string | null
    removed_at: Date | null
    version: Generated<number>
    created_at: Date
  }
  'exchange.recipient_groups': {
    organization_id: string | null
    id: string | null
    name: string | null
    members: number | null
  }
  'imports.before': {
    organization_id: string
    import_id: string
    target_id: string
    content: string
    import_before: string
    document: JsonGiven
    entry: Json
  }
  'imports.line': {
    organization_id: string
    import_id: string
    line: number
    is_rejected: boolean
    cells: Json
    faults: JsonGiven
  }
  'imports.listed': {
    organization_id: string | null
    document_id: string | null
  }
  'imports.origin': {
    organization_id: string
    kind: string
    key: string
    target_id: string
    import_id: string
    last_import_id: string
    content: string
    version: Generated<number>
    line: number
    file_path: string | null
    has_file: Generated<boolean>
    extra: Json
  }
  'imports.remembered': {
    organization_id: string
    kind: string
    columns_key: string
    settings: JsonGiven
    used_at: Date
  }
  'imports.run': {
    organization_id: string
    id: string
    kind: string
    state: string
    file_name: string
    quarantine: string | null
    size: number
    sha256: string
    layout: JsonGiven
    settings: JsonGiven
    is_remembered: Generated<boolean>
    counts: Json
    checks: Json
    gaps: Json
    done_line: Generated<number>
    job_id: string | null
    note: string | null
    version: Generated<number>
    created_at: Date
    created_by: string
    created_by_name: string
    finished_at: Date | null
  }
  'incoming.assignment': {
    organization_id: string
    id: string
    document_id: string
    parent_id: string | null
    role: string
    post_id: string | null
    unit_id: string | null
    name: string
    title: string | null
    state: Generated<string>
    due_date: string | null
    words: string | null
    given_at: Date
    given_by: string
    given_by_name: string
    received_at: Date | null
    done_at: Date | null
    result: string | null
    extension_until: string | null
    extension_reason: string | null
    extension_at: Date | null
    version: Generated<number>
    asked_by: string | null
    asked_by_name: string | null
    answered_at: Date | null
    giver_unit_id: string | null
  }
  'incoming.counted': {
    organization_id: string | null
    document_id: string | null
    arrival_date: string | null
    urgency: number | null
    type_name: string | null
    issuer_name: string | null
    channel: string | null
    book_id: string | null
    holder: string | null
    outcome: string | null
    due_key: string | null
  }
  'incoming.direction': {
    organization_id: string
    id: string
    document_id: string
    kind: string
    words: string | null
    content: JsonGiven
    at: Date
    by_post: string
    by_name: string
    by_title: string | null
  }
  'incoming.entries': {
    organization_id: string | null
    document_id: string | null
    arrival_number: number | null
    arrival_date: string | null
    period: string | null
    book_id: string | null
    state: string | null
    due_date: string | null
    holder: string | null
    component_count: number | null
    registered_at: Date | null
    is_open: boolean | null
    reminder_count: number | null
    reminded_at: Date | null
    arrival_suffix: string | null
  }
  'incoming.entry': {
    organization_id: string
    document_id: string
    arrival_number: number
    arrival_date: string
    period: string
    book_id: string
    series_id: string
    state: string
    channel: string
    due_date: string | null
    holder: string | null
    submitted_to: string | null
    submitted_to_name: string | null
    submitted_to_title: string | null
    directed_by: string | null
    result: string | null
    reply_symbol: string | null
    completed_at: Date | null
    is_open_to_all: Generated<boolean>
    component_count: Generated<number>
    request_key: string | null
    version: Generated<number>
    state_at: Date
    state_by_name: string
    registered_at: Date
    registered_by: string
    registered_by_name: string
    submitted_by: string | null
    import_id: string | null
    reminder_count: Generated<number>
    reminded_at: Date | null
    arrival_suffix: Generated<string>
  }
  'incoming.leads': {
    organization_id: string | null
    document_id: string | null
    id: string | null
    post_id: string | null
    unit_id: string | null
    name: string | null
    given_at: Date | null
    done_at: Date | null
    entry_state: string | null
  }
  'incoming.open_work': {
    organization_id: string | null
    document_id: string | null
    kind: string | null
    assignment_id: string | null
    post_id: string | null
    unit_id: string | null
    due_date: string | null
    from_post_id: string | null
    from_name: string | null
    words: string | null
    since: Date | null
    state: string | null
    received_at: Date | null
    ended_at: Date | null
    is_passed_on: boolean | null
    subject: string | null
    symbol: string | null
    urgency: number | null
    arrival_number: number | null
  }
  'incoming.phrase_list': {
    organization_id: string
    owner: string
    phrases: string[]
    changed_at: Date
    changed_by: string
  }
  'incoming.step': {
    organization_id: string
    id: string
    document_id: string
    kind: string
    at: Date
    by_post: string | null
    by_name: string
    by_title: string | null
    words: string | null
    data: Json
  }
  'incoming.tally': {
    organization_id: string
    month: string
    dimension: string
    key: string
    outcome: string
    due_key: string
    n: number
  }
  'incoming.tally_stale': {
    organization_id: string
    month: string
    writer: number
  }
  'intake.item': {
    organization_id: string
    id: string
    state: string
    source: string
    title: string | null
    quarantine: string | null
    media_type: string | null
    size: number | null
    into_item: string | null
    into_document: string | null
    role: string | null
    words: Json
    suggestion: Json
    overruled_reason: string | null
    discard_reason: string | null
    document_id: string | null
    version: Generated<number>
    created_at: Date
    created_by: string
    created_by_name: string
    unit_id: string | null
    unit_name: string | null
    vouched: Json
  }
  'intake.item_component': {
    organization_id: string
    item_id: string
    component_id: string
  }
  'intake.registered_items': {
    organization_id: string | null
    item_id: string | null
    document_id: string | null
  }
  'intake.waiting_for_documents': {
    organization_id: string | null
    id: string | null
    document_id: string | null
    state: string | null
    words: Json
    created_at: Date | null
  }
  'operations.check_result': {
    name: string
    at: Date
    is_good: boolean
    report: JsonGiven
  }
  'operations.notification': {
    organization_id: string
    id: string
    post_id: string
    kind: string
    facts: JsonGiven
    subject_type: string
    subject_id: string | null
    link: string | null
    created_at: Date
    read_at: Date | null
    is_withheld: Generated<boolean>
  }
  'outgoing.dispatch': {
    organization_id: string
    id: string
    document_id: string
    position: number
    recipient_id: string | null
    recipient: string
    channel: string
    address: string | null
    copies: Generated<number>
    state: Generated<string>
    sent_at: Date | null
    received_at: Date | null
    receipt: string | null
    fault: string | null
    version: Generated<number>
  }
  'outgoing.draft_version': {
    organization_id: string
    document_id: string
    no: number
    component_id: string | null
    content: Json
    pdf_component_id: string | null
    findings: Json
    errors: number | null
    warnings: number | null
    check_fault: string | null
    note: string | null
    origin: string
    from_no: number | null
    at: Date
    by_post: string
    by_name: string
    by_title: string | null
  }
  'outgoing.drafters': {
    organization_id: string | null
    document_id: string | null
    state: string | null
    state_at: Date | null
    mode: string | null
    drafter_post: string | null
    drafter_name: string | null
    drafting_unit_id: string | null
    sealed_id: string | null
    signer_name: string | null
  }
  'outgoing.issued': {
    organization_id: string | null
    document_id: string | null
    state: string | null
    mode: string | null
    drafting_unit_id: string | null
    drafting_unit: string | null
    signer_name: string | null
    book_id: string | null
    number: number | null
    numbered_on: string | null
    sealed_id: string | null
    issued_at: Date | null
  }
  'outgoing.joint_issuers': {
    organization_id: string | null
    document_id: string | null
    names: string[] | null
  }
  'outgoing.open_work': {
    organization_id: string | null
    document_id: string | null
    kind: string | null
    opinion_id: string | null
    post_id: string | null
    unit_id: string | null
    role: string | null
    due_date: string | null
    from_post_id: string | null
    from_name: string | null
    words: string | null
    since: Date | null
    subject: string | null
    symbol: string | null
    urgency: number | null
  }
  'outgoing.opinion': {
    organization_id: string
    id: string
    document_id: string
    version_no: number
    post_id: string | null
    unit_id: string | null
    name: string
    title: string | null
    question: string | null
    due_date: string | null
    state: Generated<string>
    answer: string | null
    words: string | null
    reply: string | null
    asked_at: Date
    asked_by: string
    asked_by_name: string
    answered_at: Date | null
    answered_by_name: string | null
    version: Generated<number>
  }
  'outgoing.paper': {
    organization_id: string
    document_id: string
    state: string
    mode: string
    drafting_unit_id: string | null
    drafting_unit: string | null
    drafter_post: string
    drafter_name: string
    signer_post: string | null
    signer_name: string | null
    signer_title: string | null
    authority_id: string | null
    signer: Json
    notation_unit: string | null
    due_date: string | null
    latest_version: Generated<number>
    approved_version: number | null
    holder: string | null
    holder_post: string | null
    holder_unit: string | null
    holder_role: string | null
    returned_words: string | null
    book_id: string | null
    series_id: string | null
    number: number | null
    numbered_at: Date | null
    numbered_on: string | null
    rendered_id: string | null
    signed_id: string | null
    sealed_id: string | null
    signed_at: Date | null
    issued_at: Date | null
    issued_by_name: string | null
    result: string | null
    request_key: string | null
    version: Generated<number>
    state_at: Date
    state_by_name: string
    state_by_post: string | null
    state_words: string | null
    created_at: Date
    signature_place: Json
    signer_key: string | null
    book_code: string | null
    joint_with: Json
  }
  'outgoing.step': {
    organization_id: string
    id: string
    document_id: string
    kind: string
    version_no: number | null
    at: Date
    by_post: string | null
    by_name: string
    by_title: string | null
    words: string | null
    data: Json
  }
  'outgoing.upload': {
    organization_id: string
    item_id: string
    document_id: string
    purpose: string
    at: Date
    by_post: string
    by_name: string
    by_title: string | null
    taken_at: Date | null
  }
  'outgoing.verdict': {
    organization_id: string
    id: string
    document_id: string
    version_no: number
    kind: string
    outcome: string
    words: string | null
    marks: Json
    at: Date
    by_post: string
    by_name: string
    by_title: string | null
  }
  'people.body_names': {
    name: string | null
    others: string[] | null
  }
  'people.body_places': {
    id: string | null
    parent_id: string | null
    name: string | null
    position: number | null
    names: string[] | null
  }
  'people.calendar_day': {
    organization_id: string
    day: string
    is_working: boolean
    name: string
    basis: string | null
  }
  'people.change': {
    organization_id: string
    id: string
    at: Date
    about_organization_id: string | null
    subject_type: string
    subject_id: string
    kind: string
    by_name: string
    before: Json
    after: Json
  }
  'people.delegation': {
    organization_id: string
    id: string
    from_post_id: string
    to_post_id: string
    to_person_id: string
    roles: string[]
    valid_from: string
    valid_to: string
    basis: string
    revoked_at: Date | null
    created_at: Date
  }
  'people.organization': {
    id: string
    name: string
    short_name: string | null
    abbreviation: string | null
    kind: string
    regime: string
    level: string
    parent_id: string | null
    place: string | null
    founded_on: string | null
    dissolved_on: string | null
    position: Generated<number>
    is_demo: Generated<boolean>
    is_host: Generated<boolean>
    version: Generated<number>
    created_at: Date
    import_id: string | null
    address: string | null
    phone: string | null
  }
  'people.organization_directory': {
    organization_id: string | null
    name: string | null
    short_name: string | null
    abbreviation: string | null
    kind: string | null
    regime: string | null
    level: string | null
    parent_id: string | null
    place: string | null
    founded_on: string | null
    dissolved_on: string | null
    is_demo: boolean | null
    organ_id: string | null
  }
  'people.organization_identifier': {
    organization_id: string
    id: string
    scheme: string
    value: string
    valid_from: string
    valid_to: string | null
    basis: string | null
  }
  'people.organization_name': {
    organization_id: string
    valid_from: string
    valid_to: string | null
    name: string
    short_name: string | null
    abbreviation: string | null
    basis: string | null
  }
  'people.person': {
    id: string
    full_name: string
    given_name: string
    sort_key: string
    folded_name: string
    email: string | null
    phone: string | null
    is_demo: Generated<boolean>
    version: Generated<number>
    created_at: Date
    import_id: string | null
  }
  'people.post': {
    organization_id: string
    id: string
    person_id: string
    unit_id: string | null
    title: string
    roles: Generated<string[]>
    is_acting: Generated<boolean>
    is_primary: Generated<boolean>
    valid_from: string
    valid_to: string | null
    end_reason: string | null
    successor_post_id: string | null
    ended_at: Date | null
    version: Generated<number>
    import_id: string | null
  }
  'people.post_directory': {
    organization_id: string | null
    post_id: string | null
    person_id: string | null
    full_name: string | null
    given_name: string | null
    sort_key: string | null
    title: string | null
    unit_id: string | null
    unit_name: string | null
    roles: string[] | null
    is_acting: boolean | null
    is_primary: boolean | null
    valid_from: string | null
    valid_to: string | null
    successor_post_id: string | null
  }
  'people.rule_override': {
    organization_id: string
    id: string
    collection: string
    rule_id: string
    effect: string
    values: JsonGiven
    valid_from: string
    valid_to: string | null
    basis: string
    created_at: Date
    created_by: string
    withdrawn_at: Date | null
  }
  'people.signing_authority': {
    organization_id: string
    id: string
    post_id: string
    authority: JsonGiven
    position: string | null
    types: string[] | null
    valid_from: string
    valid_to: string | null
    basis: string
    given_by: string | null
    given_by_name: string
    created_at: Date
    ended_at: Date | null
    ended_by_name: string | null
    end_reason: string | null
  }
  'people.succession': {
    id: string
    kind: string
    predecessor_id: string | null
    successor_id: string | null
    effective_on: string
    basis: string
    note: string | null
  }
  'people.term': {
    organization_id: string
    id: string
    label: string
    congress: string | null
    valid_from: string
    valid_to: string | null
    basis: string | null
    version: Generated<number>
  }
  'people.unit': {
    organization_id: string
    id: string
    parent_id: string | null
    name: string
    abbreviation: string | null
    position: Generated<number>
    valid_from: string
    valid_to: string | null
    version: Generated<number>
    import_id: string | null
  }
  'people.unit_directory': {
    organization_id: string | null
    unit_id: string | null
    parent_id: string | null
    name: string | null
    abbreviation: string | null
    position: number | null
    valid_from: string | null
    valid_to: string | null
  }
  'platform.event': {
    organization_id: string
    id: string
    type: string
    payload: JsonGiven
    at: Generated<Date>
  }
  'platform.fact': {
    name: string
    value: JsonGiven
    at: Generated<Date>
  }
  'platform.job_run': {
    organization_id: string
    id: string
    name: string
    title: string | null
    post_id: string | null
    account_id: string | null
    state: Generated<string>
    done: Generated<number>
    total: number | null
    words: string | null
    report: Json
    error: string | null
    cancel_requested: Generated<boolean>
    created_at: Generated<Date>
    started_at: Date | null
    finished_at: Date | null
  }
  'platform.migration': {
    name: string
    hash: string
    applied_at: Generated<Date>
  }
  'platform.version': {
    subject: string
    n: number
  }
  'platform.worker': {
    id: string
    seen_at: Generated<Date>
  }
  'preservation.conversion': {
    organization_id: string
    id: string
    source_sha256: string
    source_puid: string
    source_pages: number | null
    is_source_signed: boolean
    sha256: string
    size: number
    puid: string
    format_name: string | null
    format_version: string | null
    mime: string
    extension: string
    pages: number | null
    program: string
    program_version: string
    notes: string | null
    made_at: Date
    made_by_name: string
  }
  'preservation.copy': {
    organization_id: string
    id: string
    label: string
    place: string
    made_at: Date
    made_by_name: string
    packages: number
    bytes: number
    manifest: string
    checked_at: Date
    is_good: boolean
    findings: Generated<number>
  }
  'preservation.event': {
    organization_id: string
    id: string
    unit_id: string | null
    package_id: string | null
    kind: string
    at: Date
    by_name: string
    outcome: string
    detail: string | null
    data: Json
  }
  'preservation.fault': {
    organization_id: string
    unit_id: string
    code: string
    facts: JsonGiven
    at: Date
  }
  'preservation.file_format': {
    organization_id: string
    sha256: string
    puid: string | null
    name: string | null
    version: string | null
    mime: string | null
    file_name: string
    told_at: Date
  }
  'preservation.incident': {
    organization_id: string
    id: string
    sha256: string
    kind: string
    state: string
    found_at: Date
    found_by_name: string
    due_at: Date
    seen_at: Date
    repaired_at: Date | null
    repaired_from: string | null
    reported_at: Date | null
    reported_by_name: string | null
    reported_words: string | null
    closed_at: Date | null
    closed_by_name: string | null
    words: string | null
    version: Generated<number>
  }
  'preservation.package': {
    organization_id: string
    id: string
    unit_id: string
    version: number
    kind: string
    record_status: string
    object_id: string
    code: string
    title: string
    sha256: string
    size: number
    documents: number
    files: number
    fingerprint: string
    is_valid: boolean
    findings: JsonGiven
    made_at: Date
    made_by_name: string
    software: string
    changes_to: Date
    document_ids: string[] | null
    withdrawn_at: Date | null
  }
  'preservation.packages': {
    organization_id: string | null
    id: string | null
    unit_id: string | null
    version: number | null
    kind: string | null
    object_id: string | null
    code: string | null
    title: string | null
    sha256: string | null
    size: number | null
    documents: number | null
    files: number | null
    fingerprint: string | null
    is_valid: boolean | null
    made_at: Date | null
  }
  'records.access_change': {
    organization_id: string
    id: string
    document_id: string
    state: Generated<string>
    before: JsonGiven
    after: JsonGiven
    kept: JsonGiven
    reason: string
    asked_at: Date
    asked_by: string
    asked_by_name: string
    asked_by_title: string | null
    decided_at: Date | null
    decided_by: string | null
    decided_by_name: string | null
    decided_by_title: string | null
    words: string | null
    ended_at: Date | null
    along: string | null
  }
  'records.access_grant': {
    organization_id: string
    document_id: string
    grantee_kind: string
    grantee_id: string
    reason: string
    granted_at: Date
    granted_by: string | null
    rested_by: string | null
  }
  'records.access_list': {
    organization_id: string
    document_id: string
    is_narrowed: boolean
    members: JsonGiven
    until: string | null
    change_id: string
    since: Date
  }
  'records.access_waiting': {
    organization_id: string | null
    change_id: string | null
    document_id: string | null
    asked_by: string | null
    asked_by_name: string | null
    asked_at: Date | null
    reason: string | null
    subject: string | null
    symbol: string | null
    urgency: number | null
    along: string | null
  }
  'records.books': {
    organization_id: string | null
    id: string | null
    series_id: string | null
    code: string | null
    direction: string | null
    title: string | null
    period: string | null
    period_label: string | null
    starts_on: string | null
    ends_on: string | null
    volume: number | null
    state: string | null
  }
  'records.component': {
    organization_id: string
    id: string
    document_id: string | null
    role: string
    position: Generated<number>
    file_name: string
    media_type: string
    size: number
    sha256: string
    page_count: number | null
    findings: Json
    derived_from: string | null
    derivation: Json
    created_at: Date
    created_by: string
    removed_at: Date | null
    waiting_unit_id: string | null
  }
  'records.components': {
    organization_id: string | null
    id: string | null
    document_id: string | null
    role: string | null
    position: number | null
    file_name: string | null
    media_type: string | null
    size: number | null
    sha256: string | null
    page_count: number | null
    derived_from: string | null
    made_as: string | null
  }
  'records.derivative': {
    organization_id: string
    component_id: string
    kind: string
    sha256: string | null
    size: number | null
    media_type: string | null
    data: Json
    created_at: Date
  }
  'records.document': {
    organization_id: string
    id: string
    direction: string
    type_code: string | null
    type_name: string
    code_number: string | null
    code_notation: string | null
    issued_date: string | null
    place: string | null
    issuer_name: string
    issuer_organ_id: string | null
    subject: string
    language: Generated<string>
    page_amount: number | null
    copy_amount: number | null
    description: string | null
    signer_name: string | null
    signer_position: string | null
    urgency: Generated<number>
    circulation: Generated<string[]>
    to_places: string | null
    folded: string
    identity_key: string | null
    version: Generated<number>
    created_at: Date
    created_by: string
    import_id: string | null
  }
  'records.documents': {
    organization_id: string | null
    id: string | null
    direction: string | null
    type_code: string | null
    type_name: string | null
    code_number: string | null
    code_notation: string | null
    issued_date: string | null
    place: string | null
    issuer_name: string | null
    issuer_organ_id: string | null
    subject: string | null
    urgency: number | null
    description: string | null
    signer_name: string | null
    folded: string | null
    version: number | null
    created_at: Date | null
    signer_position: string | null
  }
  'records.grants': {
    organization_id: string | null
    document_id: string | null
    grantee_kind: string | null
    grantee_id: string | null
  }
  'records.narrowings': {
    organization_id: string | null
    document_id: string | null
  }
  'records.number_series': {
    organization_id: string
    id: string
    scope: string
    period: string
    last_number: Generated<number>
  }
  'records.numbers': {
    organization_id: string | null
    series_id: string | null
    number: number | null
    book_id: string | null
    document_id: string | null
    state: string | null
    reason: string | null
    given_at: Date | null
    suffix: string | null
  }
  'records.register_book': {
    organization_id: string
    id: string
    series_id: string
    code: string
    direction: string
    title: string
    period: string
    period_label: string
    starts_on: string
    ends_on: string
    volume: Generated<number>
    state: Generated<string>
    state_reason: string | null
    version: Generated<number>
    opened_at: Date
    opened_by: string | null
    closed_at: Date | null
    reconciling_from: string | null
    import_id: string | null
    issuer_name: string | null
    issuer_above: string | null
    issuer_abbreviation: string | null
  }
  'records.register_entry': {
    organization_id: string
    series_id: string
    number: number
    book_id: string
    document_id: string | null
    state: Generated<string>
    reason: string | null
    given_at: Generated<Date>
    cancelled_at: Date | null
    cancelled_by: string | null
    import_id: string | null
    suffix: Generated<string>
    held_by: string | null
  }
  'records.relation': {
    organization_id: string
    from_document_id: string
    to_document_id: string
    kind: string
    created_at: Date
    created_by: string
  }
  'records.relations': {
    organization_id: string | null
    from_document_id: string | null
    to_document_id: string | null
    kind: string | null
  }
  'search.abbreviation': {
    organization_id: string
    key: string
    short: string
    long: string[]
    changed_at: Date
    changed_by: string
  }
  'search.content': {
    organization_id: string
    document_id: string
    component_id: string
    at: Date
    tokens: string
  }
  'search.document': {
    organization_id: string
    document_id: string
    at: Date
    day: string | null
    direction: string
    type_code: string | null
    issuer_name: string
    issuer_key: string
    signer_key: string
    readers: string[]
    tokens: string
  }
  'search.extent': {
    organization_id: string
    name: string
  }
  'search.saved': {
    organization_id: string
    id: string
    post_id: string
    name: string
    query: string
    sort: string
    is_watched: Generated<boolean>
    told_until: Date
    created_at: Date
  }
  'search.slice': {
    name: string
    from_at: Date
    to_at: Date
  }
  'signatures.key': {
    organization_id: string
    id: string
    owner: string
    person_id: string | null
    means: string
    state: string
    label: string | null
    common_name: string
    subject: string
    issuer: string
    serial: string
    algorithm: string
    fingerprint: string
    certificate: Buffer
    valid_from: Date
    valid_to: Date
    vault: Buffer | null
    picture_sha256: string | null
    picture_width_mm: string | null
    failed_tries: Generated<number>
    waits_until: Date | null
    uses: Generated<number>
    last_used_at: Date | null
    warned_at: Date | null
    version: Generated<number>
    entered_at: Date
    entered_by: string | null
    entered_by_name: string
    confirmed_at: Date | null
    confirmed_by: string | null
    confirmed_by_name: string | null
    ended_at: Date | null
    ended_by: string | null
    ended_by_name: string | null
    reason: string | null
    token_serial: string | null
    token_label: string | null
    token_key: string | null
  }
  'signatures.policy': {
    organization_id: string
    tries: number
    wait_minutes: number
    without_timestamp: string
    undecided_allowed: string[]
    notice_days: number
    version: Generated<number>
    set_at: Date
    set_by: string | null
    set_by_name: string
  }
  'signatures.report': {
    organization_id: string
    id: string
    component_id: string
    sha256: string
    verdict: string
    signature_count: number
    report: JsonGiven
    trust_fingerprint: string
    cause: string
    at: Date
    by_post: string | null
    by_name: string
    renew_by: Date | null
    renews: string | null
  }
  'signatures.seal': {
    organization_id: string
    id: string
    name: string
    kind: string
    since: string
    basis: string | null
    state: Generated<string>
    state_reason: string | null
    state_on: string | null
    custodian_post_id: string
    custodian_name: string
    custodian_title: string | null
    version: Generated<number>
    entered_at: Date
    entered_by: string
    entered_by_name: string
  }
  'signatures.seal_handover': {
    organization_id: string
    id: string
    seal_id: string
    number: number
    at: Date
    from_post_id: string
    from_name: string
    from_title: string | null
    to_post_id: string
    to_name: string
    to_title: string | null
    permission_symbol: string
    permission_on: string
    permission_by: string
    witness: string
    reason: string
    condition: string | null
    until: string | null
    entered_by: string
    entered_by_name: string
  }
  'signatures.seal_use': {
    organization_id: string
    id: string
    seal_id: string
    document_id: string | null
    description: string
    way: string
    impressions: number
    signer: string | null
    at: Date
    by_post: string
    by_name: string
  }
  'storage.box': {
    organization_id: string
    id: string
    kind: string
    number: string
    number_key: string
    width_cm: string
    state: string
    fonds_id: string | null
    inventory_id: string | null
    note: string | null
    shelf_id: string | null
    position: number | null
    scan_code: string
    version: Generated<number>
    created_at: Date
    changed_at: Date
  }
  'storage.content': {
    organization_id: string
    id: string
    box_id: string
    position: number
    unit_id: string | null
    words: string | null
    out_at: Date | null
    out_reason: string | null
    out_to: string | null
    out_due: string | null
  }
  'storage.movement': {
    organization_id: string
    id: string
    kind: string
    box_id: string
    unit_id: string | null
    what: string
    from_path: string | null
    to_path: string | null
    reason: string | null
    to_whom: string | null
    due: string | null
    at: Date
    by_post: string | null
    by_name: string
  }
  'storage.place': {
    organization_id: string
    id: string
    parent_id: string | null
    store_id: string
    line: string[]
    kind: string
    code: string
    name: string | null
    position: number
    metres: string | null
    path: string
    scan_code: string
    version: Generated<number>
    created_at: Date
  }
  'storage.places_of_units': {
    organization_id: string | null
    unit_id: string | null
    box_id: string | null
    label: string | null
    out_at: Date | null
    out_due: string | null
    box_number: string | null
  }
  'transfer.bundle': {
    organization_id: string
    id: string
    unit_name: string
    giver_name: string
    title: string
    years: string
    metres: string
    reason: string
    note: string | null
    received_on: string
    received_at: Date
    received_by: string
    received_by_name: string
  }
  'transfer.entry': {
    organization_id: string
    handover_id: string
    file_id: string
    position: number
    state: string
    reason: string | null
    is_sampled: Generated<boolean>
    looked_at: Date | null
    remark: string | null
    facts: Json
    contents: Json
    case_file: GeneratedAlways<string | null>
  }
  'transfer.handover': {
    organization_id: string
    id: string
    title: string
    unit_id: string | null
    unit_name: string | null
    giver_post: string
    giver_name: string
    giver_title: string
    state: string
    state_at: Date
    state_by_name: string
    boxes: number | null
    metres: string | null
    note: string | null
    number: number | null
    year: number | null
    condition: string | null
    decided_on: string | null
    receiver_post: string | null
    receiver_name: string | null
    receiver_title: string | null
    giver_signed_at: Date | null
    giver_signed_name: string | null
    version: Generated<number>
    created_at: Date
    kind: Generated<string>
    partner_id: string | null
    partner_name: string | null
  }
  'transfer.keep_back': {
    organization_id: string
    id: string
    file_id: string
    until: string
    reason: string
    asked_at: Date
    asked_by: string
    asked_by_name: string
    state: string
    decided_at: Date | null
    decided_by_name: string | null
    words: string | null
  }
  'transfer.told': {
    organization_id: string
    file_id: string
    what: string
    told_at: Date
  }
}
